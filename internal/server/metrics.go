package server

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics measures requests by route and status; neither holds a key or an ID.
type metrics struct {
	duration *prometheus.HistogramVec
}

func newMetrics(registry *prometheus.Registry) *metrics {
	m := &metrics{duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "milepost_http_request_duration_seconds",
		Help: "Time from a request's head to its answer's end, by route and status.",
		// Status answers take milliseconds, uploads and downloads minutes.
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10, 30, 120, 600},
	}, []string{"route", "status"})}
	registry.MustRegister(m.duration)
	return m
}

func (m *metrics) observe(route string, status int, took time.Duration) {
	m.duration.WithLabelValues(route, strconv.Itoa(status)).Observe(took.Seconds())
}

// showMetrics serves /metrics.
func (s *Server) showMetrics(x *exchange) error {
	promhttp.HandlerFor(s.Metrics, promhttp.HandlerOpts{}).ServeHTTP(x.w, x.r)
	return nil
}

package server

import (
	"log"
	"net/http"
	"time"
)

// HTTPServer wraps a handler made by New in an http.Server with the time-outs
// that go with it: a client that sends its head slowly is cut off here, one
// that sends or reads a body slowly by the handler, which moves the deadlines
// as the bytes go. Errors of connections go to errorLog; nil is the standard
// logger.
func HTTPServer(handler http.Handler, errorLog *log.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		WriteTimeout:      stall,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          errorLog,
	}
}

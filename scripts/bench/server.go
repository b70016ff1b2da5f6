package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"
)

// benchKey is the key that the server under measurement accepts.
const benchKey = "bench"

// serverProcess is a running `milepost serve` whose memory is watched.
type serverProcess struct {
	url     string
	dir     string
	command *exec.Cmd
	most    atomic.Int64 // bytes of RssAnon
	done    chan struct{}
}

func startServer(ctx context.Context, binary string) (*serverProcess, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := listener.Addr().String()
	listener.Close()
	dir, err := os.MkdirTemp("", "milepost-bench-data-*")
	if err != nil {
		return nil, err
	}
	s := &serverProcess{url: "http://" + address, dir: dir, done: make(chan struct{})}
	s.command = exec.CommandContext(ctx, binary, "serve", "-q", "--listen", address, "--data-dir", dir, "--key", benchKey, "--max-bytes", "1000000000")
	s.command.Stderr = os.Stderr
	if err := s.command.Start(); err != nil {
		return nil, err
	}
	go s.watch()
	return s, s.waitReady()
}

func (s *serverProcess) waitReady() error {
	for range 500 {
		resp, err := http.Get(s.url + "/readyz")
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
	s.stop()
	return fmt.Errorf("the server on %s did not become ready", s.url)
}

// watch samples the process's anonymous memory until it ends.
func (s *serverProcess) watch() {
	for {
		select {
		case <-s.done:
			return
		case <-time.After(10 * time.Millisecond):
			s.most.Store(max(s.most.Load(), rssAnon(s.command.Process.Pid)))
		}
	}
}

// peak is the most anonymous memory seen, in bytes.
func (s *serverProcess) peak() int64 { return s.most.Load() }

func (s *serverProcess) stop() {
	close(s.done)
	s.command.Process.Signal(syscall.SIGTERM)
	s.command.Wait()
	os.RemoveAll(s.dir)
}

// rssAnon reads a process's resident anonymous memory in bytes; 0 where the
// system does not tell.
func rssAnon(pid int) int64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, after, found := bytes.Cut(status, []byte("RssAnon:"))
	if !found {
		return 0
	}
	kB, _ := strconv.ParseInt(string(bytes.Fields(after)[0]), 10, 64)
	return kB * 1024
}

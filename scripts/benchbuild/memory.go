package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"time"
)

// watch samples a process's anonymous memory every 10 ms until it has ended,
// then sends the most it saw, in bytes.
func watch(pid int, ended <-chan struct{}, most chan<- int64) {
	var peak int64
	for {
		select {
		case <-ended:
			most <- peak
			return
		case <-time.After(10 * time.Millisecond):
			peak = max(peak, rssAnon(pid))
		}
	}
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

package local_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/job"
	"github.com/milepost/milepost/internal/job/jobtest"
	"github.com/milepost/milepost/internal/job/local"
)

// lockDir, where set, makes the test binary a process that holds a lock until
// its input ends.
const lockDir = "MILEPOST_TEST_LOCK_DIR"

func TestMain(m *testing.M) {
	dir := os.Getenv(lockDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	_, err := local.NewLock(dir)
	if err != nil {
		os.Stdout.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
	os.Stdout.WriteString("locked\n")
	bufio.NewReader(os.Stdin).ReadString('\n')
}

func TestQueue(t *testing.T) {
	jobtest.Queue(t, func(*testing.T) job.Queue { return local.NewQueue() })
}

func TestASecondProcessIsTurnedAway(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	holder := exec.Command(os.Args[0])
	holder.Env = append(os.Environ(), lockDir+"="+dir)
	stdin, err := holder.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	stdout, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(stdout).ReadString('\n'); line != "locked\n" {
		t.Fatal(line, err)
	}
	_, err = local.NewLock(dir)
	if err == nil || !strings.Contains(err.Error(), strconv.Itoa(holder.Process.Pid)) || !strings.Contains(err.Error(), dir) {
		t.Errorf("a lock that another process holds: %v; want its id %d and the directory", err, holder.Process.Pid)
	}
	if err := holder.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	holder.Wait()
	lock, err := local.NewLock(dir)
	if err != nil {
		t.Fatalf("after the holder was killed: %v", err)
	}
	if _, err := local.NewLock(dir); err == nil || !strings.Contains(err.Error(), strconv.Itoa(os.Getpid())) {
		t.Errorf("a lock held here: %v", err)
	}
	if err := lock.Close(); err != nil {
		t.Fatal(err)
	}
	if lock, err = local.NewLock(dir); err != nil {
		t.Fatalf("after it was given back: %v", err)
	}
	lock.Close()
}

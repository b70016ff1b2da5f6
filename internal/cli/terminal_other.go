//go:build !unix

package cli

import "os"

// terminalColumns is 0: how wide the terminal is is not asked here.
func terminalColumns(*os.File) int { return 0 }

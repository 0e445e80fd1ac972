// Prints as JSON what Docker Compose makes of compose files: compose FILE…
// It is the loader of Docker Compose 2 itself, which needs no engine; .env and the environment count as they do there.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
)

func main() {
	options, err := cli.NewProjectOptions(os.Args[1:], cli.WithOsEnv, cli.WithDotEnv, cli.WithProfiles([]string{"*"}))
	exitOn(err)
	project, err := options.LoadProject(context.Background())
	exitOn(err)
	exitOn(json.NewEncoder(os.Stdout).Encode(project))
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

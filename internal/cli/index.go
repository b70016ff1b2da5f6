package cli

type indexCommand struct {
	Build   indexBuildCommand   `cmd:"" help:"Make an index out of source data."`
	Inspect indexInspectCommand `cmd:"" help:"Tell what is in an index."`
	Verify  indexVerifyCommand  `cmd:"" help:"Check every byte of an index."`
	Lookup  indexLookupCommand  `cmd:"" help:"Ask one question, and see why it is answered so."`
}

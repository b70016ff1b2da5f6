package cli

type indexCommand struct {
	Build   indexBuildCommand   `cmd:"" help:"Make an index out of source data."`
	Inspect indexInspectCommand `cmd:"" help:"Tell what is in an index."`
	Verify  indexVerifyCommand  `cmd:"" help:"Check every byte of an index."`
	Lookup  indexLookupCommand  `cmd:"" help:"Ask one question, and see why it is answered so."`
	Cases   indexCasesCommand   `cmd:"" help:"Make labelled questions out of source data or an index, to measure accuracy with."`
	Score   indexScoreCommand   `cmd:"" help:"Ask labelled questions, and tell how many answers are right and what their confidence is worth."`
}

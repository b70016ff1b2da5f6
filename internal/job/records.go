package job

import (
	"context"
	"iter"
)

// Records reads the records of a job's chunks that are done, in the order of
// the input's rows. An Offset is one in the output, behind its heading. It
// ends after the first error.
func (s *Service) Records(ctx context.Context, id string) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		parts, err := s.Store.Parts(ctx, id)
		if err != nil {
			yield(Record{}, err)
			return
		}
		var before Result // what stands before a part on each side
		for _, part := range parts {
			if !s.partRecords(ctx, part, before, yield) {
				return
			}
			before.Succeeded.Size += part.Succeeded.Size
			before.Failed.Size += part.Failed.Size
		}
	}
}

// partRecords yields the records of a part, and tells whether to go on.
func (s *Service) partRecords(ctx context.Context, part Part, before Result, yield func(Record, error) bool) bool {
	r, err := s.Blobs.OpenRange(ctx, part.Key, part.Succeeded.Size+part.Failed.Size, part.Records.Size)
	if err != nil {
		yield(Record{}, err)
		return false
	}
	defer r.Close()
	for record, err := range ReadRecords(r) {
		if record.succeeded() {
			record.Offset += before.Succeeded.Size
		} else {
			record.Offset += before.Failed.Size
		}
		if !yield(record, err) || err != nil {
			return false
		}
	}
	return true
}

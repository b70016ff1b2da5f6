package build

import (
	"context"

	"github.com/milepost/milepost/internal/index"
)

// write writes all sections and commits the index in the stage.
func (b *builder) write(ctx context.Context, dir string, in *reader, runs []*run, linked *linked) error {
	about := b.about(in)
	out, err := index.Create(dir)
	if err != nil {
		return err
	}
	defer out.Abort()
	ids, err := linked.areas.build.WriteAreas(out, &about)
	if err != nil {
		return err
	}
	in.postcodes.assign()
	w, err := b.newWriter(in, about.Counts)
	if err != nil {
		return err
	}
	defer w.close()
	areaOf := in.places.areaOf(ids)
	if in.mapped {
		if w.fill.only, err = in.postcodes.only(areaOf); err != nil {
			return err
		}
	}
	if err := b.writeStreets(ctx, w, runs, linked, ids); err != nil {
		return err
	}
	b.meter.begin("sorting")
	if err := w.finish(ctx); err != nil {
		return err
	}
	b.meter.begin("finishing")
	if err := w.postcodes(areaOf); err != nil {
		return err
	}
	if err := w.out.Finish(out); err != nil {
		return err
	}
	return out.Commit(about)
}

// areaOf gives the function that finds the areas of postal lists' places by
// name: 0 for none.
func (ps *places) areaOf(ids []index.ID) func(country string, l listedPlace) (index.ID, error) {
	return func(country string, l listedPlace) (index.ID, error) {
		at, found, err := ps.findSpelled(l.name, country, l.at)
		if err != nil || !found {
			return 0, err
		}
		return ids[ps.list[ps.whole(at)].area], nil
	}
}

// newWriter makes the writer of streets, with the sorts that it fills.
func (b *builder) newWriter(in *reader, counts map[string]int) (w *writer, err error) {
	w = &writer{
		codes: in.postcodes, counts: counts, interned: map[string]string{},
		fill: filler{on: in.mapped, codes: in.postcodes, near: in.postcodesNear},
		tick: func(rows int64) { b.meter.tick(rows, float64(rows)/float64(max(b.rows, rows))) },
	}
	if w.out, err = index.NewStreetWriter(b.temp); err != nil {
		return nil, err
	}
	for _, one := range [...]struct {
		sorter **sorter
		memory int
	}{{&w.space, b.o.memory() / 2}, {&w.words, b.o.memory() / 4}, {&w.joints, b.o.memory() / 4}, {&w.stretches, b.o.memory() / 4}} {
		if *one.sorter, err = newSorter(b.temp, one.memory, false); err != nil {
			w.close()
			return nil, err
		}
	}
	return w, nil
}

// close removes the temporary files of the streets and sorts.
func (w *writer) close() {
	w.out.Close()
	for _, s := range [...]*sorter{w.space, w.words, w.joints, w.stretches} {
		if s != nil {
			s.close()
		}
	}
}

// writeStreets writes the streets of all areas, by area.
func (b *builder) writeStreets(ctx context.Context, w *writer, runs []*run, linked *linked, ids []index.ID) error {
	groups := linked.groupsByArea(ids)
	w.counts["localities"] = len(groups)
	w.counts["localities that no place was found for"] = linked.homes.created
	b.meter.begin("writing streets")
	for _, g := range groups {
		if err := w.localities(ctx, g.area, runs, g.members); err != nil {
			return err
		}
	}
	return nil
}

package index

// Contents is how much an index holds, as its sections have it.
type Contents struct {
	Areas     int // other than landmarks
	Landmarks int
	Polygons  int // areas and landmarks that have one, by the manifest

	Streets   int // other than aliases
	Courses   int // streets whose course is known
	Aliases   int // further names of streets, with another core
	Crossings int
	Addresses int
	Postcodes int
}

// Contents counts. It reads the records of all streets.
func (ix *Index) Contents() (c Contents, err error) {
	if c.Landmarks, err = ix.LandmarkCount(); err != nil {
		return c, err
	}
	c.Areas, c.Polygons = ix.AreaCount()-c.Landmarks, ix.manifest.Counts[countPolygons]
	s := ix.streets
	if s == nil {
		return c, nil
	}
	if c.Crossings, err = s.CrossingCount(); err != nil {
		return c, err
	}
	if c.Addresses, err = s.AddressCount(); err != nil {
		return c, err
	}
	c.Postcodes, c.Aliases = s.PostcodeCount(), s.AliasCount()
	c.Streets = s.Count() - c.Aliases
	err = ix.guard(func() error {
		for id := range StreetID(s.Count()) {
			b, err := s.record(id)
			if err != nil {
				return err
			}
			if b[66]&flagCourse != 0 {
				c.Courses++
			}
		}
		return nil
	})
	return c, err
}

package osm

// streetClasses are the values of highway whose ways may be what an address
// calls its street, if they have a name, with the reason. What is not here is
// no street of addresses.
var streetClasses = map[string]string{
	"trunk":          "main roads through the country bear names and houses (US 40, Route Nationale 7)",
	"primary":        "main roads of a region run through its towns",
	"secondary":      "likewise, of a county",
	"tertiary":       "likewise, between villages and quarters",
	"unclassified":   "the smallest public roads outside towns; farms stand along them",
	"residential":    "what most addresses stand on",
	"living_street":  "a residential street where walkers come first",
	"pedestrian":     "shopping streets and squares without traffic; as an area, a square",
	"service":        "named alleys, mews and courts have addresses; unnamed ones never come here",
	"track":          "named farm and forest roads have addresses of single houses",
	"road":           "a road of which nobody said yet what it is",
	"footway":        "named lanes and passages between houses",
	"path":           "likewise, where the mapper chose the other word",
	"steps":          "named stairs with house doors (Lisbon, Porto, San Francisco)",
	"cycleway":       "in the Netherlands and Denmark some houses are reached by a named cycleway only",
	"bridleway":      "named lanes of the English countryside",
	"busway":         "named streets given to buses alone keep their houses",
	"bus_guideway":   "likewise",
	"motorway":       "no houses, but people name junctions and positions by it, most by ref",
	"motorway_link":  "a named slip road",
	"trunk_link":     "named links keep the street's course in one piece",
	"primary_link":   "likewise",
	"secondary_link": "likewise",
	"tertiary_link":  "likewise",
	"minor":          "an old word for unclassified, in extracts of before 2010",
	"construction":   "a named street that is being built has addresses before it has traffic",
	"corridor":       "named passages inside malls and stations",
}

// refClasses are those that are also a street by their ref alone: roads that
// people know by number.
var refClasses = map[string]bool{"motorway": true, "trunk": true, "primary": true, "secondary": true, "tertiary": true, "unclassified": true}

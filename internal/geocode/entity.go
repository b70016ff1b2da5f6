package geocode

import "strings"

// EntityType says what an answer is, spelled as the wire spells it.
type EntityType string

// The entity types of addresses and areas.
const (
	EntityAddress          EntityType = "Address"
	EntityRoadBlock        EntityType = "RoadBlock"
	EntityRoadIntersection EntityType = "RoadIntersection"
	EntityRoad             EntityType = "Road"
	EntityNeighborhood     EntityType = "Neighborhood"
	EntityPopulatedPlace   EntityType = "PopulatedPlace"
	EntityPostcode1        EntityType = "Postcode1"
	EntityPostcode2        EntityType = "Postcode2"
	EntityPostcode3        EntityType = "Postcode3"
	EntityPostcode4        EntityType = "Postcode4"
	EntityAdminDivision1   EntityType = "AdminDivision1"
	EntityAdminDivision2   EntityType = "AdminDivision2"
	EntityAdminDivision3   EntityType = "AdminDivision3"
	EntityCountryRegion    EntityType = "CountryRegion"
)

// TypeSet is a set of the entity types that a reverse request can ask for.
type TypeSet uint8

// reverseTypes are the types that IncludeEntityTypes knows, most specific first.
var reverseTypes = [...]EntityType{
	EntityAddress, EntityNeighborhood, EntityPopulatedPlace, EntityPostcode1,
	EntityAdminDivision1, EntityAdminDivision2, EntityCountryRegion,
}

// Has tells whether t is in the set.
func (s TypeSet) Has(t EntityType) bool {
	for i, known := range reverseTypes {
		if known == t {
			return s&(1<<i) != 0
		}
	}
	return false
}

// List gives the set's types, most specific first.
func (s TypeSet) List() []EntityType {
	var types []EntityType
	for i, t := range reverseTypes {
		if s&(1<<i) != 0 {
			types = append(types, t)
		}
	}
	return types
}

// ParseTypeSet reads a comma-separated list in any case. Names that
// IncludeEntityTypes does not know are ignored.
func ParseTypeSet(list string) TypeSet {
	var set TypeSet
	for name := range strings.SplitSeq(list, ",") {
		for i, t := range reverseTypes {
			if strings.EqualFold(strings.TrimSpace(name), string(t)) {
				set |= 1 << i
			}
		}
	}
	return set
}

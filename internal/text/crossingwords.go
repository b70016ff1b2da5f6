package text

// crossingWords announce a crossing: before two streets ("corner of", "Ecke",
// "à l'angle de"), after them ("sarok", "kulma"), or between them ("Hauptstraße
// Ecke Bahnhofstraße", "calle Mayor esquina Real").
var crossingWords = wordList(`corner cnr intersection junction jct crossing crossroads xing
	ecke eck kreuzung esquina esq cruce interseccion angle croisement carrefour
	hoek kruising hjornet hjorne kryss krysset hornet horn kulma risteys
	angolo incrocio cruzamento rog skrzyzowanie roh naroz narozi krizovatka sarok kosesi kavsagi
	угол углу пересечение пересечении перекресток перекрестке ріг розі перехрестя`)

// AnnouncesCrossing tells whether a token's key says that the streets beside
// it meet.
func AnnouncesCrossing(key string) bool { return crossingWords[key] }

// joiningWords may join the names of two streets; they stand within names too.
var joiningWords = wordList(`and und et y e og och en ja con com at with mit i a und es ve и й та з с x`)

// JoinsStreets tells whether a token's key may stand between the names of two
// streets that meet: "and", "und", "и".
func JoinsStreets(key string) bool { return joiningWords[key] }

// crossingLinks stand between the word that announces a crossing, or the one
// that joins its streets, and a street's name.
var crossingLinks = wordList(`of the at on von der des dem den de du la le les l del los las y di della dei da do das dos van het
	af av na sur im in an a на в у`)

// LinksCrossing tells whether a token's key is a small word between a word of
// AnnouncesCrossing or JoinsStreets and the name of a street: "corner of".
func LinksCrossing(key string) bool { return crossingLinks[key] }

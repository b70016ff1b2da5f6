package blank

import (
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// titles stand before names of people.
var titles = phrases("mr|mrs|ms|miss|mx|dr|prof|sir|herr|frau|hr|fr|mme|mlle|monsieur|madame|sr|sra|srta|señor|señora|don|doña|sig|signor|signora|pan|pani|dhr|mevr|г н|господин|госпожа|пан|пані|bay|bayan")

// forms end the names of firms.
var forms = phrases("gmbh|ltd|limited|inc|incorporated|llc|llp|plc|corp|corporation|ag|kg|ohg|gbr|ug|sarl|sas|sasu|s a|s l|s r l|srl|spa|s p a|sl|slu|lda|ltda|unipessoal|oy|oyj|ab|aps|a s|as|asa|bv|b v|nv|n v|sp z o o|s r o|a s|kft|zrt|d o o|ооо|оао|зао|пао|ип|тов|фоп")

// given are names that are given to people, the commonest of their languages.
var given = phrases(
	"james|john|robert|michael|william|david|richard|joseph|thomas|charles|christopher|daniel|matthew|anthony|mark|steven|paul|andrew|joshua|kenneth|kevin|brian|george|timothy|ronald|edward|jason|jeffrey|ryan|jacob|gary|nicholas|eric|jonathan|stephen|larry|justin|scott|brandon|benjamin|samuel|gregory|alexander|patrick|frank|raymond|jack|dennis|jerry|tyler|aaron|jose|adam|nathan|henry|peter|zachary|kyle|noah|ethan|jeremy|walter|christian|keith|roger|terry|austin|sean|gerald|carl|harold|dylan|arthur|lawrence|jordan|jesse|bryan|billy|bruce|gabriel|joe|logan|alan|juan|albert|willie|elijah|wayne|randy|vincent|mason|roy|ralph|bobby|russell|philip|eugene|harry|oliver|simon|martin|stuart|graham|nigel|ian|neil|colin|derek",
	"mary|patricia|jennifer|linda|elizabeth|barbara|susan|jessica|sarah|karen|lisa|nancy|betty|sandra|margaret|ashley|kimberly|emily|donna|michelle|carol|amanda|melissa|deborah|stephanie|rebecca|sharon|laura|cynthia|dorothy|amy|kathleen|angela|shirley|emma|brenda|pamela|nicole|anna|samantha|katherine|christine|debra|rachel|carolyn|janet|maria|olivia|heather|helen|catherine|diane|julie|victoria|joyce|lauren|kelly|christina|ruth|joan|virginia|judith|evelyn|hannah|andrea|megan|cheryl|jacqueline|madison|teresa|abigail|sophia|martha|sara|gloria|janice|kathryn|ann|isabella|judy|charlotte|julia|grace|amber|alice|jean|denise|frances|danielle|marilyn|natalie|beverly|diana|brittany|theresa|kayla|alexis|doris|lori|tiffany|florence|paris|claire|jane|lucy|chloe|zoe",
	"hans|peter|klaus|wolfgang|jürgen|günter|günther|werner|heinz|helmut|karl|gerhard|manfred|horst|uwe|andreas|stefan|stephan|matthias|bernd|rainer|dieter|jörg|torsten|thorsten|ralf|frank|jens|dirk|holger|sven|kai|florian|sebastian|tobias|lukas|leon|felix|jonas|maximilian|moritz|johannes|ursula|monika|petra|elke|renate|sabine|gabriele|brigitte|heike|andrea|susanne|claudia|birgit|ingrid|karin|gisela|helga|martina|anja|silke|katrin|katja|kerstin|ute|angelika|christa|anneliese|erika|jana|lena|leonie|johanna|greta|sigrid|friedrich|otto|kurt|ludwig",
	"jean|pierre|michel|andré|philippe|rené|louis|alain|jacques|bernard|marcel|daniel|gérard|françois|christophe|nicolas|julien|laurent|pascal|thierry|olivier|frédéric|sébastien|stéphane|guillaume|antoine|maxime|mathieu|marie|jeanne|françoise|monique|catherine|nathalie|isabelle|jacqueline|sylvie|martine|nicole|valérie|sandrine|céline|aurélie|camille|chantal|brigitte|hélène|élodie|manon|léa",
	"josé|antonio|manuel|francisco|juan|david|javier|carlos|jesús|miguel|alejandro|rafael|pedro|ángel|pablo|sergio|fernando|jorge|luis|alberto|álvaro|diego|adrián|raúl|enrique|ramón|vicente|maría|carmen|ana|isabel|dolores|pilar|josefa|rosa|cristina|lucía|marta|mercedes|elena|raquel|manuela|paula|rosario|juana|teresa|beatriz|nuria|silvia|julia|joão|paulo|luiz|marcos|rui|tiago|inês|catarina|fernanda|marcelo|ricardo|eduardo|gustavo|rodrigo|beatriz|luciana",
	"giuseppe|giovanni|mario|luigi|andrea|stefano|marco|francesco|alessandro|roberto|paolo|lorenzo|matteo|giulia|francesca|chiara|paola|anna|rosa|angela|giovanna|lucia|piotr|krzysztof|andrzej|tomasz|jan|paweł|michał|marcin|katarzyna|agnieszka|małgorzata|ewa|krystyna|barbara|jakub|jiří|petr|pavel|tomáš|zdeněk|jana|hana|eva|lenka|erik|lars|anders|johan|nils|sven|karin|ingrid|kristina|birgitta|ole|knut|kari|anne|jukka|juha|matti|timo|kari|pekka|liisa|päivi|aino|mehmet|mustafa|ahmet|ali|hüseyin|hasan|fatma|ayşe|emine|muhammad|mohammed|mohamed|ahmed|fatima|ibrahim|omar|youssef|aisha",
	"andrei|ion|ioan|gheorghe|vasile|nicolae|constantin|dumitru|mihai|mihail|alexandru|adrian|florin|marian|cristian|gabriel|ionuț|bogdan|marius|cătălin|radu|sorin|viorel|liviu|tudor|ștefan|vlad|răzvan|dan|costel|petru|elena|ioana|mihaela|mariana|andreea|daniela|cristina|alina|gabriela|simona|roxana|adriana|monica|irina|raluca|oana|georgeta|florentina|ecaterina|viorica",
	"ján|jozef|milan|štefan|ľubomír|vladimír|miroslav|juraj|michal|marek|dušan|jaroslav|stanislav|rastislav|matej|lukáš|helena|mária|zuzana|katarína|alžbeta|margita|ľudmila|zdenka|janka|veronika|monika|marcela|nikola|dragan|zoran|goran|branko|slobodan|miloš|nenad|vesna|snežana|jelena|milica|dragana|ivana",
	"olav|bjørn|arne|svein|geir|morten|henrik|mads|søren|jens|niels|mette|kirsten|hanne|inger|astrid|solveig|elin|mikael|magnus|gustav|oskar|gunnar|bengt|bo|stig|ulf|marie|margareta|elisabeth|hannu|mikko|antti|jari|kimmo|markku|sanna|tuula|ritva|anneli|tarja|eeva|kaarina",
	"penélope|rocío|nerea|montserrat|concepción|inmaculada|encarnación|remedios|esperanza|consuelo|guillermo|ignacio|emilio|gonzalo|héctor|iván|óscar|rubén|víctor|joaquín|santiago|agustín|julio|césar|esteban|gloria|susana|yolanda|verónica|sofía|daniela|valentina|ximena|camila",
	"lincoln|carter|wyatt|hunter|caleb|isaac|nathaniel|luke|levi|julian|aiden|evan|connor|owen|liam|lucas|jackson|cameron|blake|cole|trevor|marcus|derrick|chad|craig|troy|curtis|douglas|donald|glenn|bradley|phillip|harriet|eleanor|phoebe|imogen|beatrice|rosie|ella|ava|mia|amelia|lily|evie|poppy|naomi|stella|hazel|audrey",
	"тарас|богдан|василь|петро|іван|михайло|григорій|степан|ярослав|роман|ростислав|остап|назар|юрій|євген|валерій|віктор|ігор|павло|дмитро|олексій|сергій|анатолій|леонід|катерина|марія|ганна|людмила|галина|надія|любов|світлана|тамара|вікторія|юлія|анастасія|христина|соломія|леся",
	"николай|димитър|георги|христо|стоян|петър|тодор|васил|красимир|пламен|иванка|радка|пенка|янко|милан|драган|зоран|горан|бранко|милош|јелена|весна|милица|драгана|снежана|аляксандр|сяргей|дзмітрый|уладзімір|мікалай|кацярына|алена|вольга|марыя",
	"иван|александр|сергей|дмитрий|алексей|андрей|владимир|николай|михаил|евгений|виктор|юрий|олег|павел|игорь|анатолий|борис|василий|петр|пётр|максим|артем|артём|анна|мария|елена|ольга|наталья|татьяна|ирина|екатерина|светлана|людмила|галина|нина|валентина|юлия|анастасия|дарья|олександр|сергій|володимир|андрій|микола|олена|наталія|тетяна|ірина|оксана|георги|иванка|димитър|стефан|мария|γιώργος|γεώργιος|δημήτρης|κώστας|μαρία|ελένη|γιάννης|νίκος|محمد|احمد|أحمد|علي|فاطمة|حسن|حسين",
)

// things are words of places and buildings that are named after people.
var things = phrases("park|parc|parque|hotel|school|schule|école|escuela|church|kirche|church|chapel|hospital|station|bahnhof|gare|airport|flughafen|university|college|library|museum|center|centre|zentrum|mall|bridge|brücke|stadium|arena|theater|theatre|house|haus|castle|tower|beach|lake|island|islands|isle|falls|bay|springs|hills|creek|river|mountain|mount|fort|port|county|city|town|village|township|province|monument|memorial|cemetery|friedhof|field|gardens|garden|farm|ranch|platz|plaza|square|метро|станция|парк|школа|больница|площадь|улица|город|село|деревня")

// Words of a name of somebody.
const (
	fewestNames = 2
	mostNames   = 4
)

// IsPerson tells what is probably a name of somebody or of a firm and not of
// a place: a title and a name, a name that people are given and others, a name
// and a form of firm. Of an address line in all its parts nothing can be told
// by it: streets are named after people.
func IsPerson(s string) bool {
	if len(s) > longest || text.HasDigit(s) {
		return false
	}
	words := strings.Fields(text.Key(s))
	if len(words) < fewestNames || len(words) > mostNames+1 {
		return false
	}
	for i, w := range words {
		if things[w] || i > 0 && text.IsStreetWord(w) {
			return false
		}
	}
	last := len(words) - 1
	if titles[words[0]] || forms[words[last]] || forms[words[last-1]+" "+words[last]] || forms[words[0]] {
		return true
	}
	familyFirst := len(words) == fewestNames && (strings.ContainsRune(s, ',') || words[last][0] >= 0x80) // "Smith, John", "Иванов Иван"
	initial := len(words) > fewestNames && len(words[0]) == 1 && given[words[1]]                         // "M. Pierre Durand"
	return given[words[0]] || initial || familyFirst && given[words[last]]
}

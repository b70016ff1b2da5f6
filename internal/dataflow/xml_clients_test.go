package dataflow

import (
	"encoding/xml"
	"os"
	"strings"
	"testing"
)

// TestXMLClients holds what each client in use takes for granted of the
// output that its feed gets; the feeds are the golden cases of that name.
func TestXMLClients(t *testing.T) {
	tests := []struct {
		folder string
		check  func(t *testing.T, feed *xmlNode)
	}{
		{"bing_maps_toolkit", checkToolkit},
		{"v1_globe_map", checkGlobeMap},
		{"lower_case_visual", checkLowerCaseVisual},
		{"property_prices", checkPropertyPrices},
		{"v1_php_article", checkPHPArticle},
		{"plain", checkGeocodeAccessor},
	}
	answers := readAnswers(t)
	for _, test := range tests {
		t.Run(test.folder, func(t *testing.T) {
			in, err := os.ReadFile("testdata/xml_" + test.folder + "/in.xml")
			if err != nil {
				t.Fatal(err)
			}
			out := runFeed(strings.NewReader(string(in)), XML, Limits{}, answers).Succeeded
			feed := &xmlNode{}
			if err := xml.Unmarshal([]byte(out), feed); err != nil {
				t.Fatal(err)
			}
			for _, line := range strings.Split(out, "\n") {
				if strings.HasPrefix(line, "<GeocodeEntity") && strings.Contains(line, "> <") {
					t.Errorf("white space within an entity, which counts as a child for some: %s", line)
				}
			}
			test.check(t, feed)
		})
	}
}

// child gives the children of that name.
func (n *xmlNode) child(name string) []*xmlNode {
	var found []*xmlNode
	for i := range n.Children {
		if n.Children[i].XMLName.Local == name {
			found = append(found, &n.Children[i])
		}
	}
	return found
}

func wantAttribute(t *testing.T, n *xmlNode, name, want string) {
	t.Helper()
	for _, a := range n.Attributes {
		if a.Name.Local == name {
			if a.Value != want {
				t.Errorf("%s/@%s is %q, want %q", n.XMLName.Local, name, a.Value, want)
			}
			return
		}
	}
	t.Errorf("%s has no attribute %s", n.XMLName.Local, name)
}

// checkToolkit: an XmlSerializer reads elements of the schema's namespace
// only, and numbers and booleans in the form of XML Schema.
func checkToolkit(t *testing.T, feed *xmlNode) {
	var walk func(n *xmlNode)
	walk = func(n *xmlNode) {
		if n.XMLName.Space != xmlNamespace {
			t.Errorf("%s is in the namespace %q", n.XMLName.Local, n.XMLName.Space)
		}
		for i := range n.Children {
			walk(&n.Children[i])
		}
	}
	walk(feed)
	wantAttribute(t, feed, "Version", "2.0")
	wantAttribute(t, feed.Children[0].child("GeocodeRequest")[0], "IncludeNeighborhood", "true")
	wantAttribute(t, feed.Children[0].child("GeocodeRequest")[0], "IncludeQueryParse", "false")
	wantAttribute(t, feed.Children[0].child("GeocodeResponse")[0].child("Point")[0], "Latitude", "47.6736073")
}

// checkGlobeMap: the first response says Success, its second child is the
// location, and the query comes back to the letter.
func checkGlobeMap(t *testing.T, feed *xmlNode) {
	for i, query := range []string{"Redmond, WA", "Neu-Kölln"} {
		wantAttribute(t, feed.Children[i].child("GeocodeRequest")[0], "Query", query)
		response := feed.Children[i].child("GeocodeResponse")[0]
		wantAttribute(t, response, "StatusCode", "Success")
		wantAttribute(t, &response.Children[1], "Latitude", []string{"47.6694145202637", "52.48"}[i])
		wantAttribute(t, &response.Children[1], "Longitude", []string{"-122.123874664307", "13.435"}[i])
	}
}

// checkLowerCaseVisual: names in the schema's case, whatever case was sent,
// and several responses to a request.
func checkLowerCaseVisual(t *testing.T, feed *xmlNode) {
	wantAttribute(t, feed.Children[0].child("GeocodeRequest")[0], "Query", "Cambridge")
	responses := feed.Children[0].child("GeocodeResponse")
	if len(responses) != 2 {
		t.Fatalf("%d responses, want 2", len(responses))
	}
	for _, r := range responses {
		wantAttribute(t, r, "EntityType", "PopulatedPlace")
		if len(r.child("GeocodePoint")) == 0 {
			t.Error("a response without a GeocodePoint")
		}
	}
}

// checkPropertyPrices: Ids in base64, and exactly five children in a
// response to an address, of which the fifth is the Point.
func checkPropertyPrices(t *testing.T, feed *xmlNode) {
	wantAttribute(t, &feed.Children[0], "Id", "e0U0+/A2Q0E=")
	response := feed.Children[0].child("GeocodeResponse")[0]
	if len(response.Children) != 5 {
		t.Fatalf("%d children, want 5", len(response.Children))
	}
	if point := response.Children[4]; point.XMLName.Local != "Point" {
		t.Errorf("the fifth child is %s", point.XMLName.Local)
	}
}

// checkPHPArticle: a location of either kind in each response.
func checkPHPArticle(t *testing.T, feed *xmlNode) {
	response := feed.Children[0].child("GeocodeResponse")[0]
	if len(response.child("RooftopLocation")) != 1 || len(response.child("InterpolatedLocation")) != 1 {
		t.Errorf("the children are %v", response.Children)
	}
}

// checkGeocodeAccessor: the request is an entity's first child and the
// response the second, whose first is the Address and second has the point.
func checkGeocodeAccessor(t *testing.T, feed *xmlNode) {
	for i := range feed.Children {
		response := feed.Children[i].Children[1]
		switch {
		case response.XMLName.Local != "GeocodeResponse":
			t.Errorf("the second child is %s", response.XMLName.Local)
		case response.Children[0].XMLName.Local != "Address":
			t.Errorf("the response's first child is %s", response.Children[0].XMLName.Local)
		case response.Children[1].get("Latitude") == "" || response.Children[1].get("Longitude") == "":
			t.Errorf("the response's second child is %v", response.Children[1])
		}
	}
}

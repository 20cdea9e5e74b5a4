import ArenaCore
import Testing

struct TLPTests {
    @Test func `labels are spelled as FIRST spells them`() {
        #expect(
            TLP.allCases.map(\.label) == [
                "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT",
            ])
        for label in TLP.allCases { #expect(TLP(label: label.label) == label) }
    }

    @Test(arguments: ["TLP:RED", "TLP:WHITE", "tlp:clear", "TLP: CLEAR", "CLEAR", ""])
    func `other labels are none`(_ label: String) {
        #expect(TLP(label: label) == nil)
    }

    @Test func `a narrower audience is more`() {
        #expect(TLP.clear < .green && .green < .amber && TLP.amber < .amberStrict)
    }
}

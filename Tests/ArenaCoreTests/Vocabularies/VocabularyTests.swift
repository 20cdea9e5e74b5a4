import ArenaCore
import Testing

struct VocabularyTests {
    private static let all: [Vocabulary] = [
        .sectors, .regions, .roles, .innovationTypes, .drivers, .values, .collaborators,
    ]

    @Test func `codes are unique and every entry has both names`() {
        for vocabulary in Self.all {
            #expect(Set(vocabulary.entries.map(\.code)).count == vocabulary.entries.count)
            for entry in vocabulary.entries {
                #expect(!entry.nb.isEmpty && !entry.en.isEmpty)
                #expect(vocabulary[entry.code]?.nb == entry.nb)
            }
        }
        #expect(Set(Self.all.map(\.name)).count == Self.all.count)
    }

    @Test(arguments: [
        "Styring og kriseledelse", "Forsvar", "Lov og orden", "Helse og omsorg",
        "Redningstjeneste", "IKT-sikkerhet i sivil sektor", "Natur og miljø",
        "Forsyningssikkerhet", "Vann og avløp", "Finansielle tjenester", "Kraftforsyning",
        "Elektroniske kommunikasjonsnett og -tjenester", "Transport",
        "Satellittbaserte tjenester",
    ])
    func `the critical societal functions are sectors`(_ name: String) {
        #expect(Vocabulary.sectors[NorwegianText.slug(name)]?.nb == name)
    }

    @Test(arguments: [
        ("NO-30", ["NO-31", "NO-32", "NO-33"]), ("NO-38", ["NO-39", "NO-40"]),
        ("NO-54", ["NO-55", "NO-56"]),
    ])
    func `a retired county tells what took its place`(_ code: String, _ successors: [String]) {
        #expect(Vocabulary.regions[code]?.replacedBy == successors)
        #expect(!Vocabulary.regions.codes.contains(code))
        for successor in successors { #expect(Vocabulary.regions.codes.contains(successor)) }
    }

    @Test func `the counties are those of 2024`() {
        let counties = [3, 11, 15, 18, 31, 32, 33, 34, 39, 40, 42, 46, 50, 55, 56, 21, 22]
        let codes = counties.map { "NO-\($0 < 10 ? "0" : "")\($0)" } + ["NO"]
        #expect(Set(Vocabulary.regions.codes) == Set(codes))
    }

    @Test func `an unknown code is none`() {
        #expect(Vocabulary.sectors["flom"] == nil)
        #expect(Vocabulary[.roles]["kriseleder"]?.en == "Crisis manager")
        #expect(Vocabulary.industrySections.count == 21)
    }
}

import ArenaCore
import Testing

struct VocabularyTests {
    private static let today = CivilDate("2026-11-26") ?? CivilDate(daysSinceEpoch: 0)

    private var builtIn: Vocabularies { .builtIn }

    private func codes(_ name: Vocabulary.Name) -> Set<String> {
        Set(builtIn[name].terms.filter { !$0.isRetired(on: Self.today) }.map(\.code))
    }

    @Test func `codes are unique and every one has both names`() {
        #expect(builtIn.all.map(\.name) == Vocabulary.Name.allCases)
        for vocabulary in builtIn.all {
            #expect(!vocabulary.terms.isEmpty)
            #expect(Set(vocabulary.terms.map(\.code)).count == vocabulary.terms.count)
            for term in vocabulary.terms {
                #expect(!term.nb.isEmpty && !term.en.isEmpty)
                #expect(vocabulary[term.code] == term)
                #expect(term.revision == 1 && term.updatedAt == nil)
            }
        }
    }

    @Test(arguments: [
        "Styring og kriseledelse", "Forsvar", "Lov og orden", "Helse og omsorg",
        "Redningstjeneste", "IKT-sikkerhet i sivil sektor", "Natur og miljø",
        "Forsyningssikkerhet", "Vann og avløp", "Finansielle tjenester", "Kraftforsyning",
        "Elektroniske kommunikasjonsnett og -tjenester", "Transport",
        "Satellittbaserte tjenester",
    ])
    func `the critical societal functions are sectors`(_ name: String) {
        #expect(builtIn[.sectors][NorwegianText.slug(name)]?.nb == name)
    }

    @Test(arguments: [
        ("NO-30", ["NO-31", "NO-32", "NO-33"]), ("NO-38", ["NO-39", "NO-40"]),
        ("NO-54", ["NO-55", "NO-56"]),
    ])
    func `a retired county tells what took its place`(_ code: String, _ successors: [String]) {
        #expect(
            builtIn.fault(of: code, in: .regions, on: Self.today)
                == .retired(replacedBy: successors))
        for successor in successors { #expect(codes(.regions).contains(successor)) }
        #expect(
            builtIn.current(Facets(regions: [code, "NO-03"]), on: Self.today)
                == Facets(regions: successors + ["NO-03"]))
    }

    @Test func `the counties are those of 2024`() {
        let counties = [3, 11, 15, 18, 31, 32, 33, 34, 39, 40, 42, 46, 50, 55, 56, 21, 22]
        let expected = counties.map { "NO-\($0 < 10 ? "0" : "")\($0)" } + ["NO"]
        #expect(codes(.regions) == Set(expected))
    }

    @Test func `an unknown code is none`() {
        #expect(builtIn[.sectors]["flom"] == nil)
        #expect(builtIn.fault(of: "flom", in: .sectors, on: Self.today) == .unknown)
        #expect(builtIn[.roles]["kriseleder"]?.en == "Crisis manager")
    }

    @Test func `a code holds on its first and on its last day`() throws {
        let first = try #require(CivilDate("2026-11-20"))
        let last = try #require(CivilDate("2026-11-26"))
        var term = Vocabulary.Term("x", "x", "x")
        term.validFrom = first
        term.validTo = last
        // Announced, and not before its time.
        term.replacedBy = ["y"]
        func holds(_ day: String) throws -> Bool {
            let day = try #require(CivilDate(day))
            return !term.isRetired(on: day) && !term.isAwaited(on: day)
        }
        #expect(try !holds("2026-11-19"))
        #expect(try holds("2026-11-20"))
        #expect(try holds("2026-11-26"))
        #expect(try !holds("2026-11-27"))
        term.validTo = nil
        #expect(try !holds("2026-11-21"))
    }
}

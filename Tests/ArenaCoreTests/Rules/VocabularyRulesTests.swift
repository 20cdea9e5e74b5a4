import ArenaCore
import Testing

struct VocabularyRulesTests {
    @Test func `an admin adds and changes codes, and nobody else`() throws {
        var world = World()
        let other = Viewer.organisation(world.organisation())
        let term = Vocabulary.Term("romfart", "Romfart", "Space")
        #expect(world.refusal(other) { try $0.add(term, to: .sectors) }?.code == .notAllowed)
        let added = try world.write(.admin) { try $0.add(term, to: .sectors) }
        #expect(added.revision == 1 && added.updatedAt == world.now)
        #expect(world.admin.vocabularies[.sectors].terms.last == added)
        #expect(world.admin.vocabularies[.roles]["romfart"] == nil)
        let again = world.refusal(.admin) { try $0.add(term, to: .sectors) }
        #expect(again?.values == ["existing": "/v1/vocabularies/sectors/romfart"])
        var same = world.attempt(.admin)
        #expect(try same.change(term, in: .sectors) == added)
        #expect(same.change == nil)
        var renamed = term
        renamed.en = "Space flight"
        #expect(world.refusal(other) { try $0.change(renamed, in: .sectors) }?.code == .notAllowed)
        let changed = try world.write(.admin) { try $0.change(renamed, in: .sectors) }
        #expect(changed.revision == 2 && changed.en == "Space flight" && changed.nb == "Romfart")
        let count = Vocabularies.builtIn[.sectors].terms.count
        #expect(world.admin.vocabularies[.sectors].terms.count == count + 1)
        #expect(
            world.refusal(.admin) { try $0.change(.init("x", "x", "x"), in: .roles) }?.code
                == .notFound)
    }

    @Test func `a vocabulary has room for so many codes`() throws {
        var world = World()
        world.limits.termsPerVocabularyMax = Vocabularies.builtIn[.drivers].terms.count + 1
        try world.write(.admin) { try $0.add(.init("a", "a", "a"), to: .drivers) }
        let refusal = world.refusal(.admin) { try $0.add(.init("b", "b", "b"), to: .drivers) }
        #expect(refusal?.code == .tooMany)
    }

    @Test func `replacements are codes of the same vocabulary and lead nowhere back`() throws {
        var world = World()
        func replacing(_ code: String, by successors: [String]) -> Vocabulary.Term {
            var term = Vocabulary.Term(code, code, code)
            term.replacedBy = successors
            return term
        }
        func faults(_ term: Vocabulary.Term) -> [String] {
            world.refusal(.admin) { try $0.add(term, to: .values) }?.problems.map(\.code) ?? []
        }
        #expect(faults(replacing("a", by: ["a"])) == ["names-itself"])
        #expect(faults(replacing("a", by: ["NO-11", "quality"])) == ["unknown-code"])
        for code in ["a", "b", "c"] {
            try world.write(.admin) { try $0.add(replacing(code, by: []), to: .values) }
        }
        try world.write(.admin) { try $0.change(replacing("a", by: ["b"]), in: .values) }
        try world.write(.admin) { try $0.change(replacing("b", by: ["c"]), in: .values) }
        let back = world.refusal(.admin) {
            try $0.change(replacing("c", by: ["quality", "a"]), in: .values)
        }
        #expect(back?.problems == [.init("/replacedBy/1", "leads-back")])
        // What takes a code's place comes before it, so that an import knows it.
        #expect(world.admin.vocabularies.changed.map(\.term.code) == ["c", "b", "a"])
    }

    @Test func `retired codes lead a wish and an arena to each other`() throws {
        var world = World()
        let old = world.arena("Gammel", facets: Facets(regions: ["NO-11"]))
        let new = world.arena("Ny", facets: Facets(regions: ["NO-99"]))
        try world.write(.admin) { try $0.add(.init("NO-99", "Ny", "New"), to: .regions) }
        func found(_ code: String) -> [String] {
            let match = world.admin.match(Facets(regions: [code]), limit: 9)
            return match.items.map(\.arena.profile.name)
        }
        #expect(found("NO-11") == ["Gammel"])
        var retired = Vocabulary.Term("NO-11", "Rogaland", "Rogaland")
        retired.replacedBy = ["NO-99"]
        try world.write(.admin) { try $0.change(retired, in: .regions) }
        #expect(found("NO-11") == [old, new].map(\.profile.name))
        #expect(found("NO-99") == [old, new].map(\.profile.name))
        retired.validTo = CivilDate(daysSinceEpoch: world.now.day.daysSinceEpoch)
        try world.write(.admin) { try $0.change(retired, in: .regions) }
        #expect(found("NO-11") == ["Gammel"])
    }
}

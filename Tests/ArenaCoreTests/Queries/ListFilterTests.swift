import ArenaCore
import Testing

struct ListFilterTests {
    private let request = PageRequest(field: .name, isDescending: false, limit: 50)

    @Test func `organisations are narrowed by kind, state, facet and words`() {
        var world = World()
        let first = world.organisation("Bergen brannvesen", facets: Facets(regions: ["NO-46"]))
        world.now = world.now.adding(seconds: 10)
        let second = world.organisation("Røde Kors", .suspended, kind: .voluntary)
        func found(_ edit: (inout OrganisationFilter) -> Void) -> [ID<Organisation>] {
            var filter = OrganisationFilter()
            edit(&filter)
            return world.view(.anonymous).organisations(filter, request).items.map(\.id)
        }
        #expect(found { _ in } == [first, second])
        #expect(found { $0.kinds = [.voluntary] } == [second])
        #expect(found { $0.states = [.active] } == [first])
        #expect(found { $0.facets.regions = ["NO-46", "NO-50"] } == [first])
        #expect(found { $0.words = SearchWords("brann") } == [first])
        #expect(found { $0.updatedAfter = world.now.adding(seconds: -10) } == [second])
    }

    @Test func `arenas are open ones unless asked, and facets count what is seen`() {
        var world = World()
        let open = world.arena("Åpen", facets: Facets(sectors: ["forsvar", "transport"]))
        let second = world.arena("Brann", facets: Facets(sectors: ["forsvar"]))
        let archived = world.arena("Gammel", .archived)
        let proposed = world.arena("Ny", .proposed)
        let hidden = world.arena(
            "Lukket", policy: .inviteOnly, facets: Facets(sectors: ["forsvar"]))
        let insider = world.organisation()
        world.membership(insider, in: hidden.id)
        func found(
            _ viewer: Viewer = .anonymous, _ edit: (inout ArenaFilter) -> Void = { _ in }
        ) -> [ID<Arena>] {
            var filter = ArenaFilter()
            edit(&filter)
            return world.view(viewer).arenas(filter, request).items.map(\.id)
        }
        #expect(found() == [second.id, open.id])
        #expect(found(.organisation(insider)) == [second.id, hidden.id, open.id])
        #expect(found { $0.states = [.archived, .proposed] } == [archived.id])
        #expect(found(.admin) { $0.states = [.proposed] } == [proposed.id])
        #expect(found { $0.facets.sectors = ["transport"] } == [open.id])
        #expect(found { $0.words = SearchWords("bra") } == [second.id])
        let counts = world.view(.anonymous).facetCounts(ArenaFilter())
        #expect(counts == [.sectors: ["forsvar": 2, "transport": 1]])
        let inside = world.view(.organisation(insider)).facetCounts(ArenaFilter())
        #expect(inside[.sectors]?["forsvar"] == 3)
    }
}

import ArenaCore
import Testing

struct MatchTests {
    @Test func `arenas that share a code in every facet they have come first, by fit`() {
        var world = World()
        let wide = world.arena("Åpen for alle")
        let sector = world.arena("Forsvar", facets: Facets(sectors: ["forsvar"]))
        let both = world.arena(
            "Begge", facets: Facets(sectors: ["forsvar", "transport"], regions: ["NO-46"]))
        _ = world.arena("Feil", facets: Facets(sectors: ["forsvar"], regions: ["NO-50"]))
        _ = world.arena("Foreslått", .proposed, facets: Facets(sectors: ["forsvar"]))
        _ = world.arena("Lukket", policy: .inviteOnly, facets: Facets(sectors: ["forsvar"]))
        let joined = world.arena("Inne", facets: Facets(sectors: ["forsvar"]))
        let own = world.organisation()
        world.membership(own, in: joined.id)
        let wish = Facets(sectors: ["forsvar"], regions: ["NO-46"], roles: ["kriseleder"])
        let match = world.view(.organisation(own)).match(wish, limit: 10)
        #expect(match.items.map(\.arena.id) == [both.id, sector.id, wide.id])
        let reasons = match.items.first?.reasons ?? []
        #expect(reasons.map(\.facet) == [.sectors, .regions])
        #expect(reasons.map(\.code) == ["forsvar", "NO-46"])
        #expect(match.items.last?.reasons.isEmpty == true)
        #expect(match.draft == nil && match.sharedBy == nil)
        #expect(world.view(.organisation(own)).match(wish, limit: 1).items.count == 1)
        let anonymous = world.view(.anonymous).match(wish, limit: 10).items.map(\.arena.id)
        #expect(anonymous == [both.id, sector.id, joined.id, wide.id])
    }

    @Test func `a retired code wishes for what took its place`() {
        var world = World()
        let north = world.arena("Nord", facets: Facets(regions: ["NO-55"]))
        let wish = Facets(regions: ["NO-56", "NO-54"])
        #expect(world.view(.anonymous).match(wish, limit: 10).items.map(\.arena.id) == [north.id])
        let unmet = world.view(.anonymous).match(Facets(regions: ["NO-30"]), limit: 10)
        #expect(unmet.draft == Facets(regions: ["NO-31", "NO-32", "NO-33"]))
    }

    @Test(arguments: [(1, nil), (2, nil), (3, 3), (5, 5)] as [(Int, Int?)])
    func `an unmet wish gives a draft, and how many share it from three on`(
        _ count: Int, _ sharedBy: Int?
    ) {
        var world = World()
        let wish = Facets(sectors: ["luftfart"], regions: ["NO-18"])
        for _ in 0..<count { _ = world.organisation(facets: wish) }
        for _ in 0..<4 {
            _ = world.organisation("Ny", .pending, facets: wish)
            _ = world.organisation("Av", .suspended, facets: wish)
            _ = world.organisation(facets: Facets(sectors: ["luftfart"]))
        }
        _ = world.arena("Alle")
        let match = world.view(.anonymous).match(wish, limit: 10)
        #expect(match.items.count == 1)
        #expect(match.draft == wish)
        #expect(match.sharedBy == sharedBy)
        #expect(world.view(.anonymous).match(Facets(), limit: 10).draft == nil)
    }
}

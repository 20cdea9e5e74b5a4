import ArenaCore
import Testing

struct ArenaRulesTests {
    private func profile(_ name: String, slug: String = "") -> Arena.Profile {
        Arena.Profile(name: name, slug: slug, purpose: "Lære")
    }

    @Test func `an organisation proposes and curates what it founds; an admin opens at once`()
        throws
    {
        var world = World()
        let founder = world.organisation()
        let proposed = try world.write(.organisation(founder)) { try $0.found(profile("Flom")) }
        #expect(proposed.state == .proposed && proposed.profile.slug == "flom")
        #expect(proposed.founder == founder && proposed.chair == founder)
        #expect(world.membership(founder, in: proposed)?.isCurator == true)
        let open = try world.write(.admin) { try $0.found(profile("Brann")) }
        #expect(open.state == .open && open.founder == nil)
        for viewer in [
            Viewer.anonymous, .organisation(founder, active: false),
            .organisation(founder, arenas: [open.id]),
        ] {
            #expect(world.refusal(viewer) { try $0.found(profile("X")) }?.code == .notAllowed)
        }
    }

    @Test func `a slug clashes with what can be known and never with an invite-only arena`()
        throws
    {
        var world = World()
        let insider = world.organisation(), outsider = world.organisation()
        let open = world.arena("Åpen", slug: "apen")
        let hidden = world.arena("Lukket", slug: "lukket", policy: .inviteOnly)
        world.membership(insider, in: hidden.id)
        let table: [(Viewer, String, Bool)] = [
            (.organisation(outsider), "apen", true), (.organisation(outsider), "lukket", false),
            (.organisation(insider), "lukket", true), (.admin, "lukket", true),
        ]
        for (viewer, slug, clashes) in table {
            let refusal = world.refusal(viewer) { try $0.found(profile("N", slug: slug)) }
            #expect(refusal?.code == (clashes ? .duplicateSlug : nil))
            let id = slug == "apen" ? open.id : hidden.id
            #expect(refusal == nil || refusal?.values == ["existing": "/v1/arenas/\(id)"])
        }
        let made = try world.write(.organisation(outsider)) { try $0.found(profile("Lukket")) }
        #expect(made.profile.slug == "lukket")
        let next = try world.write(.organisation(outsider)) { try $0.found(profile("Lukket")) }
        #expect(next.profile.slug == "lukket-2")
        #expect(world.view(.organisation(outsider)).arena(slug: "lukket")?.id == made.id)
        #expect(world.view(.organisation(insider)).arena(slug: "lukket")?.id == hidden.id)
        #expect(try world.write(.admin) { try $0.found(profile("!!")) }.profile.slug == "arena")
        // An arena that comes out into the open gives way.
        var shown = hidden.profile
        shown.joinPolicy = .open
        let refusal = world.refusal(.admin) {
            try $0.edit(hidden, profile: shown, state: .open, chair: nil)
        }
        #expect(refusal?.code == .duplicateSlug)
    }

    @Test func `a renamed arena keeps its former slugs for ever`() throws {
        var world = World()
        let arena = world.arena("En", slug: "en")
        func rename(_ arena: Arena, _ slug: String) throws -> Arena {
            var profile = arena.profile
            profile.slug = slug
            return try world.write(.admin) {
                try $0.edit(arena, profile: profile, state: arena.state, chair: nil)
            }
        }
        var renamed = try rename(arena, "to")
        #expect(world.view(.anonymous).arena(slug: "en") == renamed)
        #expect(world.refusal(.admin) { try $0.found(profile("N", slug: "en")) } != nil)
        renamed = try rename(renamed, "en")
        #expect(renamed.formerSlugs == ["to"])
        #expect(world.view(.anonymous).arena(slug: "to") == renamed)
        #expect(renamed.revision == 3)
        #expect(try rename(renamed, "en") == renamed)
    }

    @Test func `enough co-signers open an arena`() throws {
        var world = World()
        let founder = world.organisation(), first = world.organisation()
        let second = world.organisation(), third = world.organisation()
        var arena = try world.write(.organisation(founder)) { try $0.found(profile("Flom")) }
        func refusal(_ viewer: Viewer, _ id: ID<Organisation>) -> Refusal.Code? {
            world.refusal(viewer) { try $0.cosign(arena, as: id) }?.code
        }
        #expect(refusal(.organisation(founder), founder) == .illegalStateChange)
        #expect(refusal(.organisation(first), second) == .notAllowed)
        #expect(refusal(.anonymous, first) == .notAllowed)
        #expect(refusal(.organisation(first, active: false), first) == .notAllowed)
        arena = try world.write(.organisation(first)) { try $0.cosign(arena, as: first) }
        #expect(arena.state == .proposed)
        #expect(try world.write(.organisation(first)) { try $0.cosign(arena, as: first) } == arena)
        try world.write(.organisation(first)) { try $0.withdrawCosignature(arena, of: first) }
        arena = try #require(world.arena(arena.id))
        #expect(arena.cosigners.isEmpty)
        #expect(
            world.refusal(.organisation(first)) {
                try $0.withdrawCosignature(arena, of: first)
            }?.code == .notFound)
        for id in [first, second] {
            arena = try world.write(.organisation(id)) { try $0.cosign(arena, as: id) }
        }
        #expect(arena.state == .open && arena.cosigners == [first, second])
        #expect(refusal(.organisation(third), third) == .arenaNotProposed)
        #expect(
            world.refusal(.organisation(first)) {
                try $0.withdrawCosignature(arena, of: first)
            }?.code == .arenaNotProposed)
    }

    @Test func `curators edit, and only an admin changes the state`() throws {
        var world = World()
        let curator = world.organisation(), member = world.organisation()
        let arena = world.arena()
        world.membership(curator, in: arena.id, curator: true)
        world.membership(member, in: arena.id)
        var profile = arena.profile
        profile.purpose = "Ny hensikt"
        for viewer in [
            Viewer.anonymous, .organisation(member), .organisation(curator, arenas: []),
            .organisation(curator, active: false),
        ] {
            let refusal = world.refusal(viewer) {
                try $0.edit(arena, profile: profile, state: .open, chair: nil)
            }
            #expect(refusal?.code == .notAllowed)
            #expect(world.refusal(viewer) { try $0.archive(arena) }?.code == .notAllowed)
            #expect(world.refusal(viewer) { try $0.purge(arena) }?.code == .notAllowed)
        }
        func edit(_ viewer: Viewer, _ state: Arena.State) -> Refusal? {
            world.refusal(viewer) {
                try $0.edit(arena, profile: profile, state: state, chair: nil)
            }
        }
        #expect(edit(.organisation(curator), .open) == nil)
        #expect(
            edit(.organisation(curator), .archived)
                == Refusal(.notAllowed, [.init("/state", "only-admin")]))
        #expect(edit(.admin, .archived) == nil)
        #expect(edit(.admin, .proposed)?.code == .illegalStateChange)
        try world.write(.organisation(curator)) { try $0.archive(arena) }
        #expect(world.arena(arena.id)?.state == .archived)
    }

    @Test func `the chair hands the chair on to a member, who then curates`() throws {
        var world = World()
        let chair = world.organisation(), curator = world.organisation()
        let member = world.organisation(), outsider = world.organisation()
        var arena = world.arena()
        arena.chair = chair
        world.put(.arena(arena))
        world.membership(chair, in: arena.id, curator: true)
        world.membership(curator, in: arena.id, curator: true)
        world.membership(member, in: arena.id)
        func edit(_ viewer: Viewer, _ next: ID<Organisation>?) -> Refusal? {
            world.refusal(viewer) {
                try $0.edit(arena, profile: arena.profile, state: .open, chair: next)
            }
        }
        #expect(
            edit(.organisation(curator), curator)
                == Refusal(.notAllowed, [.init("/chair", "only-chair")]))
        #expect(edit(.organisation(chair), outsider) == .invalid("/chair", "not-a-member"))
        #expect(edit(.organisation(chair), world.id()) == .invalid("/chair", "not-a-member"))
        #expect(edit(.admin, curator) == nil)
        let edited = try world.write(.organisation(chair)) {
            try $0.edit(arena, profile: arena.profile, state: .open, chair: member)
        }
        #expect(edited.chair == member)
        #expect(world.membership(member, in: arena)?.isCurator == true)
    }

    @Test func `purging removes what is at home and the reference to it elsewhere`() throws {
        var world = World()
        let arena = world.arena(), other = world.arena()
        let author = world.organisation(), adopter = world.organisation()
        world.membership(author, in: arena.id)
        let home = world.post(by: author, in: arena.id)
        world.adoption(of: home, by: adopter)
        let shown = world.post(by: author, in: other.id) { $0.audience.alsoIn = [arena.id] }
        var attempt = world.attempt(.admin)
        try attempt.purge(arena)
        #expect(attempt.action == "arena.purge")
        try world.write(.admin) { try $0.purge(arena) }
        #expect(world.arena(arena.id) == nil && world.post(home.id) == nil)
        #expect(world.post(shown.id)?.audience.alsoIn == [])
        #expect(world.view(.organisation(author)).ownMemberships.isEmpty)
        #expect(world.state.thingCount == 4)
        #expect(world.admin.postCount(in: other) == 1)
    }
}

import ArenaCore
import Testing

struct EventRulesTests {
    private let start = Timestamp(milliseconds: 1_790_000_000_000)

    private func content(_ tlp: TLP = .green) -> Event.Content {
        Event.Content(title: "Øvelse", startsAt: start, tlp: tlp)
    }

    @Test func `an arena has so many events and no more`() throws {
        var world = World()
        world.limits.eventsPerArenaMax = 2
        let arena = world.arena()
        for _ in 0..<2 { try world.write(.admin) { try $0.hold(content(), in: arena) } }
        let refusal = world.refusal(.admin) { try $0.hold(content(), in: arena) }
        #expect(refusal?.code == .tooMany && refusal?.values["max"] == "2")
    }

    @Test func `a change that changes nothing keeps the revision`() throws {
        var world = World()
        let arena = world.arena()
        let event = try world.write(.admin) { try $0.hold(content(), in: arena) }
        let same = try world.write(.admin) { try $0.change(event, event.content, .planned) }
        #expect(same == event)
        try world.write(.admin) { try $0.cancel(event) }
        let cancelled = try #require(world.admin.event(event.id))
        #expect(cancelled.state == .cancelled && cancelled.revision == 2)
        try world.write(.admin) { try $0.cancel(cancelled) }
        #expect(world.admin.event(event.id)?.revision == 2)
    }

    @Test func `an event may stay as it is though its arena has become stricter`() throws {
        var world = World()
        var arena = world.arena()
        let event = try world.write(.admin) { try $0.hold(content(.clear), in: arena) }
        arena.profile.widestTLP = .amber
        arena.revision += 1
        world.put(.arena(arena))
        var renamed = event.content
        renamed.title = "Ny"
        #expect(world.refusal(.admin) { try $0.change(event, renamed, .planned) } == nil)
        renamed.tlp = .green
        let refusal = world.refusal(.admin) { try $0.change(event, renamed, .planned) }
        #expect(refusal?.problems.map(\.code) == ["tlp-too-wide"])
    }

    @Test func `nobody is made to come to what it cannot see`() throws {
        var world = World()
        let outsider = world.organisation(), suspended = world.organisation("S", .suspended)
        let arena = world.arena()
        let event = try world.write(.admin) { try $0.hold(content(.amber), in: arena) }
        for organisation in [outsider, suspended] {
            let refusal = world.refusal(.admin) {
                try $0.attend(event, as: organisation, persons: 1)
            }
            #expect(refusal?.problems.map(\.code) == ["not-in-audience"])
        }
    }

    @Test func `what an event was is gone with its arena, and moves where that is merged`() throws {
        var world = World()
        let organisation = world.organisation()
        let arena = world.arena(), other = world.arena("Annen", slug: "annen")
        let event = try world.write(.admin) { try $0.hold(content(), in: arena) }
        try world.write(.organisation(organisation)) {
            try $0.attend(event, as: organisation, persons: 2)
        }
        world.put(.arenaMerged(arena.id, into: other.id))
        let moved = try #require(world.admin.event(event.id))
        #expect(moved.arena == other.id && world.admin.eventCount(in: other) == 1)
        #expect(world.admin.attendances(of: moved).map(\.persons) == [2])
        world.put(.organisationErased(organisation, withPosts: false))
        #expect(world.admin.attendances(of: moved).isEmpty)
        world.put(.arenaPurged(other.id))
        #expect(world.admin.event(event.id) == nil)
        #expect(world.state.thingCount == 0)
    }
}

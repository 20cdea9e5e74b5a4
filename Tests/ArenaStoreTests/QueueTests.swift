import StorageTesting
import Testing

@testable import ArenaCore

struct QueueTests {
    /// The queue is kept as things change; built anew from what there is, it must be the same.
    @Test(arguments: [UInt64(11), 12, 14])
    func `what waits follows from what there is`(_ seed: UInt64) {
        var effects = RandomEffects(seed: seed)
        var state = State()
        for change in effects.changes(3000) { state.apply(change) }
        var again = State()
        state.contents { again.restore($0) }
        #expect(Array(state.waiting) == Array(again.waiting))
        #expect(state.waiting.count > 0)
        var byArena = 0
        for arena in state.arenas.values {
            let own = state.arenaIndexes[arena.value.id]?.waiting ?? []
            #expect(Array(own) == Array(again.arenaIndexes[arena.value.id]?.waiting ?? []))
            byArena += own.count
        }
        #expect(byArena > 0)
        #expect(Array(state.reports.order) == Array(again.reports.order))
        #expect(Array(state.releases.order) == Array(again.releases.order))
        for organisation in state.organisations.values {
            let id = organisation.value.id
            #expect(state.releases.ids(of: id) == again.releases.ids(of: id))
            #expect(state.reports.ids(of: id) == again.reports.ids(of: id))
            #expect(state.comments.ids(of: id) == again.comments.ids(of: id))
            #expect(state.followUps.ids(of: id) == again.followUps.ids(of: id))
        }
    }
}

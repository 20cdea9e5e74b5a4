import ArenaCore
import Testing

/// Lists of events, whichever indexes they are read from, hold what a look at every event finds.
struct EventListTests {
    @Test(arguments: [UInt64(61), 62, 63, 64])
    func `a list holds what a look at every event finds, in order`(_ seed: UInt64) {
        var random = RandomWorld(seed: seed)
        random.run(1200)
        let now = Timestamp(milliseconds: 0)
        let admin = View(random.state, viewer: .admin, now: now)
        let all = random.events.compactMap(admin.event)
        #expect(!all.isEmpty)
        var foundInAll = 0
        for viewer in random.viewers {
            let view = View(random.state, viewer: viewer, now: now)
            let seen = all.filter(view.sees)
            for arena in random.arenas.compactMap(view.arena) {
                let inside = seen.filter { $0.arena == arena.id }
                #expect(view.eventCount(in: arena) == inside.count)
                var filter = EventFilter()
                filter.arenas = [arena.id]
                foundInAll += check(view, filter, inside)
            }
            var filter = EventFilter()
            foundInAll += check(view, filter, seen)
            filter.startsAfter = all[all.count / 2].content.startsAt
            foundInAll += check(
                view, filter, seen.filter { filter.startsAfter! <= $0.content.startsAt })
            filter.startsBefore = all[all.count / 3].content.startsAt
            filter.startsAfter = nil
            filter.states = [.planned]
            foundInAll += check(
                view, filter,
                seen.filter {
                    $0.content.startsAt < filter.startsBefore! && $0.state == .planned
                })
        }
        #expect(foundInAll > 0)
    }

    /// Reads the list in pages both ways and by other orders; how long it is.
    private func check(_ view: View, _ filter: EventFilter, _ expected: [Event]) -> Int {
        for isDescending in [false, true] {
            for field in [PageRequest.Field.startsAt, .updatedAt] {
                var found: [Event] = []
                var request = PageRequest(field: field, isDescending: isDescending, limit: 3)
                request.countsAll = true
                repeat {
                    let page = view.events(filter, request)
                    #expect(page.total == expected.count)
                    found += page.items
                    request.edge = page.next
                } while request.edge != nil
                let sorted = expected.sorted { first, second in
                    let times = [first, second].map {
                        field == .startsAt ? $0.content.startsAt : $0.updatedAt
                    }
                    let isFirst = times[0] == times[1] ? first.id < second.id : times[0] < times[1]
                    return isFirst != isDescending
                }
                #expect(found.map(\.id) == sorted.map(\.id))
            }
        }
        return expected.count
    }
}

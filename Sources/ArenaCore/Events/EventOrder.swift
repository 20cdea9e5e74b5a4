/// Events in the order of their beginnings, by their reach.
struct EventOrder: Sendable {
    private var everyone = OrderedIndex<TimeKey<Event>>()
    private var organisations = OrderedIndex<TimeKey<Event>>()
    private var members = OrderedIndex<TimeKey<Event>>()

    var count: Int { everyone.count + organisations.count + members.count }

    var all: [OrderedIndex<TimeKey<Event>>] { [everyone, organisations, members] }

    subscript(reach: Reach) -> OrderedIndex<TimeKey<Event>> {
        _read {
            switch reach {
            case .everyone: yield everyone
            case .organisations: yield organisations
            case .members: yield members
            }
        }
        _modify {
            switch reach {
            case .everyone: yield &everyone
            case .organisations: yield &organisations
            case .members: yield &members
            }
        }
    }
}

/// The events of one reach.
struct EventSource: TimeSource {
    let order: OrderedIndex<TimeKey<Event>>

    func walk(upAbove floor: TimeKey<Event>) -> AnyIterator<TimeKey<Event>> {
        AnyIterator(order.ascending(above: floor).makeIterator())
    }

    func walk(downBelow ceiling: TimeKey<Event>) -> AnyIterator<TimeKey<Event>> {
        AnyIterator(order.descending(below: ceiling).makeIterator())
    }
}

/// Published posts by their reach.
struct ReachTimelines: Sendable {
    var everyone = Timeline<TimeKey<Post>>()
    var organisations = Timeline<TimeKey<Post>>()
    var members = Timeline<TimeKey<Post>>()

    var count: Int { everyone.count + organisations.count + members.count }

    mutating func change(_ step: IndexStep, _ reach: Reach, _ times: PostTimes) {
        switch reach {
        case .everyone: everyone.change(step, times)
        case .organisations: organisations.change(step, times)
        case .members: members.change(step, times)
        }
    }

    func sources(_ order: TimeOrder) -> [PostSource] {
        everyone.sources(order) + organisations.sources(order) + members.sources(order)
    }
}

import ArenaCore
import Testing

struct ReportRulesTests {
    @Test func `a curator does not decide on a post that it can no longer see`() throws {
        var world = World()
        let author = world.organisation(), curator = world.organisation()
        let arena = world.arena()
        world.membership(author, in: arena.id)
        world.membership(curator, in: arena.id, curator: true)
        var post = world.post(by: author, in: arena.id, .green)
        let report = try world.write(.organisation(curator)) { try $0.report(post, because: "?") }
        let request = PageRequest(field: .createdAt, isDescending: false, limit: 9)
        #expect(world.view(.organisation(curator)).queue(request).items.count == 1)
        post.audience.exclude = [curator]
        world.put(.post(post))
        let view = world.view(.organisation(curator))
        // It is the reporter's own report, and no longer its business as a curator.
        #expect(view.report(report.id) == report)
        #expect(view.queue(request).items.isEmpty)
        var change = ReportChange()
        change.state = .dismissed
        change.outcome = .some("Nei.")
        let refused = world.refusal(.organisation(curator)) { try $0.change(report, change) }
        #expect(refused?.code == .notAllowed)
        #expect(world.refusal(.admin) { try $0.change(report, change) } == nil)
    }
}

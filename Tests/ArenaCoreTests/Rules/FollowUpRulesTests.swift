import ArenaCore
import Testing

struct FollowUpRulesTests {
    @Test func `a validated follow-up makes a lesson learned, for those who see it`() throws {
        var world = World()
        let author = world.organisation(), member = world.organisation()
        let arena = world.arena()
        for each in [author, member] { world.membership(each, in: arena.id) }
        let post = world.post(by: author, in: arena.id, .green) { post in
            var lesson = Post.Lesson()
            lesson.conclusion = "Sent varslet."
            lesson.recommendation = "Øv varslingen."
            post.content.lesson = lesson
        }
        let content = FollowUp.Content(action: "Øve varslingen.")
        let made = try world.write(.organisation(member)) { try $0.followUp(post, content) }
        #expect(world.admin.lessonStatus(of: post) == "lesson-identified")
        var done = content
        done.state = .validated
        let refused = world.refusal(.organisation(author)) { try $0.change(made, done) }
        #expect(refused?.code == .notAllowed)
        let changed = try world.write(.organisation(member)) { try $0.change(made, done) }
        #expect(changed.revision == 2)
        #expect(world.admin.lessonStatus(of: post) == "lesson-learned")
        let walled = world.organisation()
        world.wall(member, against: [walled])
        let outside = world.view(.organisation(walled))
        #expect(outside.followUp(made.id) == nil)
        #expect(outside.lessonStatus(of: post) == "lesson-identified")
        world.put(.organisationErased(member, withPosts: false))
        #expect(world.admin.followUp(made.id) == nil)
    }

    @Test(
        arguments: [
            (-1, .open, true), (0, .open, false), (nil, .open, false), (-1, .implemented, false),
            (-1, .validated, false), (-1, .dropped, false),
        ] as [(Int64?, FollowUp.State, Bool)])
    func `it is overdue the day after it was to be done`(
        _ days: Int64?, _ state: FollowUp.State, _ expected: Bool
    ) throws {
        var world = World()
        let author = world.organisation()
        let post = world.post(by: author, in: world.arena().id)
        var content = FollowUp.Content(action: "Øve.")
        content.due = days.map {
            CivilDate(daysSinceEpoch: world.now.day.daysSinceEpoch + $0)
        }
        content.state = state
        let made = try world.write(.organisation(author)) { try $0.followUp(post, content) }
        let view = world.view(.organisation(author))
        #expect(made.isOverdue(on: world.now.day) == expected)
        #expect(view.overdueFollowUps == (expected ? 1 : 0))
        var filter = FollowUpFilter()
        filter.isOverdue = true
        let request = PageRequest(field: .createdAt, isDescending: false, limit: 9)
        #expect(view.ownFollowUps(filter, request).items.count == (expected ? 1 : 0))
    }

    @Test func `a Chatham House author's own follow-up stays when it is erased`() throws {
        var world = World()
        let author = world.organisation()
        let post = world.post(by: author, in: world.arena().id, .green, .chatham)
        let content = FollowUp.Content(action: "Øve.")
        let made = try world.write(.organisation(author)) { try $0.followUp(post, content) }
        #expect(made.id.isRandom && made.createdAt == world.now.startOfDay)
        world.put(.organisationErased(author, withPosts: true))
        #expect(world.admin.followUp(made.id)?.writer == nil)
        #expect(world.admin.followUp(made.id)?.content.action == "Øve.")
    }
}

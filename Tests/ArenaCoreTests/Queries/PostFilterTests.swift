import ArenaCore
import Testing

struct PostFilterTests {
    private struct Scene {
        var world = World()
        var arenas: [Arena] = []
        var authors: [ID<Organisation>] = []
        var posts: [Post] = []
    }

    private var scene: Scene {
        var scene = Scene()
        scene.arenas = [
            scene.world.arena(facets: Facets(sectors: ["forsvar"], regions: ["NO-46"])),
            scene.world.arena(facets: Facets(sectors: ["transport"])),
        ]
        scene.authors = (0..<2).map {
            scene.world.organisation("O\($0)", facets: Facets(sectors: ["maritim"]))
        }
        for index in 0..<8 {
            scene.world.now = scene.world.now.adding(seconds: 86_400)
            let post = scene.world.post(
                by: scene.authors[index % 2], in: scene.arenas[index / 4].id,
                index == 1 ? .green : .clear, index == 2 ? .chatham : .named,
                title: "Øvelse \(index)"
            ) {
                $0.content.tags = index == 3 ? ["flom", "øving"] : []
                $0.content.context = index < 3 ? .exercise : nil
                $0.content.outcome = index == 5 ? .failure : nil
                if index == 0 { $0.audience.alsoIn = [scene.arenas[1].id] }
                if index == 6 { $0.state = .hidden }
            }
            scene.posts.append(post)
        }
        return scene
    }

    private func found(
        _ scene: Scene, _ viewer: Viewer = .admin, edit: (inout PostFilter) -> Void
    ) -> [Int] {
        var filter = PostFilter()
        edit(&filter)
        var request = PageRequest(field: .publishedAt, isDescending: false, limit: 50)
        request.countsAll = true
        let page = scene.world.view(viewer).posts(filter, request)
        #expect(page.total == page.items.count)
        let sorted = page.items.compactMap { item in
            scene.posts.firstIndex { $0.id == item.id }
        }
        return sorted
    }

    @Test func `each field narrows, fields narrow together, and values widen`() {
        let scene = scene
        let (home, other) = (scene.arenas[0].id, scene.arenas[1].id)
        #expect(found(scene) { _ in } == [0, 1, 2, 3, 4, 5, 7])
        #expect(found(scene) { $0.arenas = [home] } == [0, 1, 2, 3])
        #expect(found(scene) { $0.arenas = [other] } == [0, 4, 5, 7])
        #expect(found(scene) { $0.arenas = [home, other] }.count == 7)
        #expect(found(scene) { $0.facets.sectors = ["forsvar"] } == [0, 1, 2, 3])
        #expect(found(scene) { $0.facets.sectors = ["maritim"] }.isEmpty)
        #expect(
            found(scene) { $0.facets = Facets(sectors: ["transport"], regions: ["NO-46"]) }
                .isEmpty)
        #expect(found(scene) { $0.facets.sectors = ["forsvar", "transport"] }.count == 7)
        #expect(found(scene) { $0.tags = ["flom", "brann"] } == [3])
        #expect(found(scene) { $0.contexts = [.exercise] } == [0, 1, 2])
        #expect(found(scene) { $0.outcomes = [.failure, .mixed] } == [5])
        #expect(found(scene) { $0.labels = [.green] } == [1])
        #expect(found(scene) { $0.states = [.hidden] } == [6])
        #expect(found(scene, .anonymous) { $0.states = [.hidden] }.isEmpty)
        #expect(found(scene) { $0.words = SearchWords("øvelse 5") } == [5])
        #expect(found(scene) { $0.words = SearchWords("øving") } == [3])
        #expect(
            found(scene) { ($0.arenas, $0.contexts) = ([other], [.exercise]) } == [0])

    }

    @Test func `authors of Chatham House posts are found by themselves and admins alone`() {
        let scene = scene
        let author = scene.authors[0]
        #expect(found(scene) { $0.authors = [author] } == [0, 2, 4])
        #expect(found(scene, .organisation(author)) { $0.authors = [author] } == [0, 2, 4])
        #expect(found(scene, .anonymous) { $0.authors = [author] } == [0, 4])
        #expect(found(scene, .organisation(scene.authors[1])) { $0.authors = [author] } == [0, 4])
        #expect(found(scene, .anonymous) { $0.authors = scene.authors } == [0, 3, 4, 5, 7])
    }

    @Test func `ranges begin at their first moment and end before their last`() {
        let scene = scene
        let (third, fifth) = (scene.posts[3].publishedAt, scene.posts[5].publishedAt)
        #expect(
            found(scene) { ($0.publishedAfter, $0.publishedBefore) = (third, fifth) } == [3, 4])
        #expect(found(scene) { $0.updatedAfter = third } == [4, 5, 7])
        // A Chatham House post is taken by its day.
        let chatham = scene.posts[2].publishedAt
        #expect(chatham == chatham.startOfDay)
        #expect(found(scene) { $0.publishedAfter = chatham.adding(seconds: 1) } == [3, 4, 5, 7])
    }
}

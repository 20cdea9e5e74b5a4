extension Post {
    package enum Context: String, CaseIterable, Sendable {
        case incident, exercise, project, everyday
    }

    package enum Outcome: String, CaseIterable, Sendable {
        case success, mixed, failure
    }

    package enum Origin: String, CaseIterable, Sendable {
        case first, adapted, copied, unknown
    }

    /// How one piece of learning builds on another.
    package enum Reuse: String, CaseIterable, Sendable {
        case inspired, adapted, copied
    }

    package struct Collaborator: Sendable, Equatable {
        package var kind: String
        package var organisation: ID<Organisation>?
        package var name: String?

        package init(kind: String, organisation: ID<Organisation>?, name: String?) {
            self.kind = kind
            self.organisation = organisation
            self.name = name
        }
    }

    package struct Source: Sendable, Equatable {
        package var post: ID<Post>
        package var kind: Reuse

        package init(post: ID<Post>, kind: Reuse) {
            self.post = post
            self.kind = kind
        }
    }

    package struct Lesson: Sendable, Equatable {
        package var observation: String?
        package var discussion: String?
        package var conclusion: String?
        package var recommendation: String?

        package init() {}
    }

    /// What the author tells.
    package struct Content: Sendable, Equatable {
        package var title: String
        package var body: String
        package var lang = "nb"
        package var context: Context?
        package var outcome: Outcome?
        package var innovationTypes: [String] = []
        package var drivers: [String] = []
        package var values: [String] = []
        package var origin = Origin.unknown
        package var collaborators: [Collaborator] = []
        package var basedOn: [Source] = []
        package var lesson: Lesson?
        package var tags: [String] = []

        package init(title: String, body: String) {
            self.title = title
            self.body = body
        }
    }

    /// Whether a conclusion and a recommendation are given.
    package var hasIdentifiedLesson: Bool {
        content.lesson?.conclusion != nil && content.lesson?.recommendation != nil
    }
}

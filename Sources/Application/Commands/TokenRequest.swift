import ArenaCore

/// What `arena token create` was asked for.
struct TokenRequest {
    private static let nameLengthMax = 100

    private let name: String
    private let scopes: [Token.Scope]
    private let owner: Token.Owner
    /// nil where it never expires.
    private let life: Duration?

    /// Throws all that is wrong at once.
    init(_ call: CommandCall) throws(CommandFailure) {
        var problems: [String] = []
        name = call.value("--name") ?? ""
        if name.isEmpty || name.count > Self.nameLengthMax || oneLine(name) != name {
            problems.append("give --name NAME, up to \(Self.nameLengthMax) characters in a line")
        }
        let words = (call.value("--scope") ?? "").split(separator: ",").map(String.init)
        scopes = words.compactMap(Token.Scope.init(rawValue:))
        if scopes.isEmpty || scopes.count < words.count || Set(scopes).count < words.count {
            problems.append("give --scope with some of read, post and manage, or with admin")
        }
        owner = Self.owner(call.value("--organisation"), scopes, &problems)
        life = Self.life(call.value("--expires") ?? "90d", &problems)
        if !problems.isEmpty { throw CommandFailure(.usage, problems) }
    }

    private static func owner(
        _ text: String?, _ scopes: [Token.Scope], _ problems: inout [String]
    ) -> Token.Owner {
        guard let text else {
            if !scopes.isEmpty, Set(scopes) != [.admin] {
                problems.append(
                    "without --organisation ID a token is an admin's: give --scope admin alone")
            }
            return .admin
        }
        if scopes.contains(.admin) {
            problems.append("an organisation's token has no scope admin")
        }
        guard let id = ID<Organisation>(text) else {
            problems.append("--organisation: \(quoted(text)) is not valid; give an id")
            return .admin
        }
        return .organisation(id)
    }

    private static func life(_ text: String, _ problems: inout [String]) -> Duration? {
        if text == "never" { return nil }
        let most = Duration.seconds(Token.lifeSecondsMax)
        guard let life = DurationText.parse(text), life >= .seconds(1), life <= most else {
            problems.append(
                "--expires: \(quoted(text)) is not valid; give a duration such as 12h or 90d,"
                    + " at most \(DurationText.text(most)), or never")
            return nil
        }
        return life
    }

    /// The token to make.
    func draft(at now: Timestamp) -> TokenDraft {
        var draft = TokenDraft(owner: owner, name: name, scopes: scopes)
        draft.expiresAt = life.map { now.adding(seconds: $0.wholeMilliseconds / 1000) }
        draft.neverExpires = life == nil
        return draft
    }
}

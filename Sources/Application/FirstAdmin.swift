import ArenaAPI
import ArenaCore
import ArenaStore
import Storage
import Telemetry

/// The admin that a new server begins with (CONVENTIONS §6): a token whose text is written to a
/// file that only the server's own user can read.
struct FirstAdmin {
    /// The name of the file in the data folder.
    static let fileName = "admin-token"

    let store: Store
    /// The path of the data folder.
    let folder: String
    let log: Log

    /// Makes a token that is valid for as long as a token may be, unless an admin has one.
    func makeIfMissing() throws(CommandFailure) {
        if store.state.hasAdminToken(at: store.now) { return }
        let text = TokenText.random()
        // The file comes first: a token that survives a stop without its text would shut
        // everybody out, a text without its token is replaced at the next start.
        let path = try write(text)
        var draft = TokenDraft(owner: .admin, name: "first admin", scopes: [.admin])
        draft.expiresAt = store.now.adding(seconds: Token.lifeSecondsMax)
        let token = try store.create(draft, secret: TokenSecret(text))
        log.notice(
            "the first admin's token was made",
            [
                "file": .string(path), "id": .string("\(token.id)"),
                "expiresAt": .string(token.expiresAt.map { "\($0)" } ?? "never"),
            ])
    }

    private func write(_ text: String) throws(CommandFailure) -> String {
        do {
            let folder = try Folder(folder)
            try AtomicFile.write(Self.fileName, in: folder, mode: 0o600) {
                (sink) throws(StorageError) in
                try sink.write(Array((text + "\n").utf8))
            }
            return folder.path(of: Self.fileName)
        } catch {
            throw CommandFailure(error)
        }
    }
}

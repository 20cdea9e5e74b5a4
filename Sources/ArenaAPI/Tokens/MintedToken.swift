import ArenaCore

/// A new token: its text, to be shown once, and what is kept of it (CONVENTIONS §6).
struct MintedToken: Sendable {
    let text: String
    let kept: TokenSecret

    init() {
        text = TokenText.random()
        kept = TokenSecret(text)
    }
}

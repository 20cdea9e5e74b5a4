/// What one organisation has published in one arena, without CLEAR posts where not said otherwise.
struct AuthorTally: Sendable, Equatable {
    var named = Tally()
    var chatham = Tally()
    /// Shown in the arena by reference, and at home where not everybody may read; CLEAR ones too.
    var foreign: Int32 = 0
}

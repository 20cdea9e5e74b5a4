import ArenaCore
import JSON

extension ID {
    /// Reads the 36-character form where it lies; an escape in it makes it none.
    init?(_ text: JSONText) {
        self.init(utf8: text.content)
    }
}

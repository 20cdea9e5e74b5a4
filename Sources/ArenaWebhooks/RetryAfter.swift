import ArenaCore
import HTTP

/// The field `Retry-After`: seconds, or the date of HTTP (RFC 9110 §10.2.3).
enum RetryAfter {
    /// Nil for what is neither.
    static func seconds(_ text: String, now: Timestamp) -> Int64? {
        let trimmed = text.filter { $0 != "\t" }.split(separator: " ").joined(separator: " ")
        if !trimmed.isEmpty, trimmed.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return Int64(trimmed) ?? .max
        }
        guard let date = HTTPDate(trimmed) else { return nil }
        return max(0, Int64(date.secondsSinceEpoch) - now.milliseconds / 1000)
    }
}

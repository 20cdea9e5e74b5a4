import ArenaCore

/// When a delivery that failed is tried again, and when a webhook is given up (CONVENTIONS §12).
package enum RetrySchedule {
    /// Seconds from one attempt to the next; after the last there is no other.
    package static let pauses: [Int64] = [
        5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600,
    ]
    /// By so much of itself a pause is longer or shorter by chance.
    package static let jitter = 0.1
    /// What a receiver asks for at most, in seconds.
    package static let retryAfterMax: Int64 = 24 * 3600
    /// At least so long, in seconds, where a receiver says that it is given too much.
    package static let slowPause: Int64 = 60
    /// So long without a success, in seconds, disables a webhook.
    package static let failingMax: Int64 = 5 * 86_400

    /// The milliseconds from the given number of attempts to the next; nil where it was the last.
    /// `chance` is from -1 to 1.
    package static func pause(
        after attempts: Int, status: Int?, retryAfter: Int64?, chance: Double
    ) -> Int64? {
        guard attempts >= 1, attempts <= pauses.count else { return nil }
        let planned = Double(pauses[attempts - 1]) * 1000 * (1 + jitter * max(-1, min(1, chance)))
        var pause = Int64(planned)
        if let status, [429, 502, 504].contains(status) { pause = max(pause, slowPause * 1000) }
        if let retryAfter { pause = max(pause, min(retryAfter, retryAfterMax) * 1000) }
        return pause
    }
}

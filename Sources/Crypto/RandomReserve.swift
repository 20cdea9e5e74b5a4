import Synchronization

/// Random bytes from the kernel for callers that often need a few: they are drawn many at once, for
/// asking costs more than making them. No byte is given twice.
public final class RandomReserve: Sendable {
    private static let drawnCount = 4096

    private let reserve = Mutex<ArraySlice<UInt8>>([])

    /// An empty one.
    public init() {}

    /// `count` random bytes, as good as those of `SystemRandom`; from any thread.
    public func take(_ count: Int) -> [UInt8] {
        guard count <= Self.drawnCount / 8 else { return SystemRandom.bytes(count) }
        return reserve.withLock { reserve in
            if reserve.count < count { reserve = SystemRandom.bytes(Self.drawnCount)[...] }
            defer { reserve = reserve.dropFirst(count) }
            return Array(reserve.prefix(count))
        }
    }
}

import CSystem
import Glibc

/// An epoll set and the room for what it reports.
struct EventPoll: ~Copyable {
    private let descriptor: Int32
    private let events: UnsafeMutablePointer<csystem_event>

    static let capacity = 256

    init() throws(HTTPServerError) {
        descriptor = csystem_epoll_create()
        if descriptor < 0 {
            throw HTTPServerError(operation: "epoll_create1", endpoint: "loop", code: errno)
        }
        events = .allocate(capacity: Self.capacity)
        events.initialize(repeating: csystem_event(), count: Self.capacity)
    }

    deinit {
        events.deallocate()
        close(descriptor)
    }

    /// How many events there are; waits so many milliseconds for one, for ever where they are
    /// negative.
    func poll(milliseconds: Int32) -> Int {
        let count = csystem_epoll_wait(descriptor, events, Int32(Self.capacity), milliseconds)
        return max(0, Int(count))
    }

    /// One of the events of the last poll.
    subscript(_ index: Int) -> csystem_event { events[index] }

    /// Answers whether the descriptor is watched now.
    func add(_ socket: Int32, token: UInt64, edgeTriggered: Bool) -> Bool {
        csystem_epoll_add(descriptor, socket, token, edgeTriggered ? 1 : 0) == 0
    }

    func remove(_ socket: Int32) {
        _ = csystem_epoll_remove(descriptor, socket)
    }
}

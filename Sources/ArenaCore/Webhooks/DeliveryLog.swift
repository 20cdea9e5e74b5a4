/// What became of telling one webhook, by rising sequence: all that is pending, and of what is done
/// with the newest.
struct DeliveryLog: Sendable {
    private(set) var kept: [Box<Delivery>] = []
    /// Of those that are pending: none in most of them, who are then not looked through.
    private(set) var pendingCount = 0

    var all: some Sequence<Delivery> { kept.lazy.map(\.value) }

    var pending: [Delivery] { pendingCount == 0 ? [] : all.filter { $0.state == .pending } }

    subscript(sequence: UInt64) -> Delivery? {
        let place = place(of: sequence)
        guard place < kept.count, kept[place].value.notice.sequence == sequence else { return nil }
        return kept[place].value
    }

    mutating func put(_ delivery: Delivery) {
        let place = place(of: delivery.notice.sequence)
        let isThere =
            place < kept.count && kept[place].value.notice.sequence == delivery.notice.sequence
        if isThere {
            if kept[place].value.state == .pending { pendingCount -= 1 }
            kept[place] = Box(delivery)
        } else {
            kept.insert(Box(delivery), at: place)
        }
        if delivery.state == .pending { pendingCount += 1 }
        guard kept.count > Delivery.perWebhookMax,
            let done = kept.firstIndex(where: { $0.value.state != .pending })
        else { return }
        kept.remove(at: done)
    }

    /// Where the first of at least that sequence is.
    private func place(of sequence: UInt64) -> Int {
        var low = 0
        var high = kept.count
        while low < high {
            let middle = (low + high) / 2
            if kept[middle].value.notice.sequence < sequence {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

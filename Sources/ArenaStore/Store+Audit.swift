import ArenaCore
import Dispatch
import Glibc
import Storage

/// Where a page of the audit log begins.
package struct AuditPlace: Sendable, Equatable {
    package let file: UInt64
    package let offset: Int

    package init(file: UInt64, offset: Int) {
        self.file = file
        self.offset = offset
    }
}

/// A part of the audit log, newest first.
package struct AuditPage: Sendable {
    package fileprivate(set) var lines: [AuditLine] = []
    /// Where the older ones are; nil where there are no more.
    package fileprivate(set) var next: AuditPlace?
    /// How many lines could not be read.
    package fileprivate(set) var unreadableCount = 0
    /// How many there are in all, where that was asked for.
    package var total: Int?

    package init() {}
}

extension Store {
    /// How much of the log is read for one page: one that finds little in it ends early, and the
    /// next goes on from there.
    fileprivate static let pageByteCountMax = 2 << 20

    /// The entries before `place`, or the newest, as `shown` gives them, at most `limit`; of arenas
    /// alone where `arenas` names some. All that was durable when it was asked is there.
    /// `completion` is called once, on some queue, for the disk has to be asked.
    package func auditPage(
        of arenas: [ID<Arena>]? = nil, before place: AuditPlace?, limit: Int,
        countsAll: Bool = false,
        as shown: @escaping @Sendable (AuditLine) -> AuditLine?,
        completion: @escaping @Sendable (Result<AuditPage, StoreError>) -> Void
    ) {
        DispatchQueue.global(qos: .utility).async { [audit] in
            do throws(StorageError) {
                let end = try audit.settled()
                let from = place ?? AuditPlace(file: end.segment, offset: end.offset)
                var page = try audit.page(of: arenas, before: from, limit, shown)
                // The whole log is read for it, whatever the page holds.
                if countsAll { page.total = try audit.count(of: arenas, before: end, shown) }
                completion(.success(page))
            } catch {
                completion(.failure(StoreError(error)))
            }
        }
    }

    /// Removes the files of the log of which every entry is older than `time`, but for those to
    /// which the last snapshots reach back, and has an entry say so first. `completion` is called
    /// once, on some queue, with how many entries went.
    package func expireAudit(
        before time: Timestamp,
        completion: @escaping @Sendable (Result<UInt64, StoreError>) -> Void
    ) {
        DispatchQueue.global(qos: .utility).async { [audit] in
            do throws(StorageError) {
                guard let (first, last) = try audit.entries(before: time) else {
                    return completion(.success(0))
                }
                self.write(as: .anonymous, secretIDs: 0) { (write: inout Write) throws(Refusal) in
                    write.expireAudit(first, through: last)
                } completion: { outcome in
                    DispatchQueue.global(qos: .utility).async {
                        completion(audit.removed(first, through: last, outcome))
                    }
                }
            } catch {
                completion(.failure(StoreError(error)))
            }
        }
    }
}

extension AuditLog {
    fileprivate func page(
        of arenas: [ID<Arena>]?, before place: AuditPlace, _ limit: Int,
        _ shown: (AuditLine) -> AuditLine?
    ) throws(StorageError) -> AuditPage {
        var page = AuditPage()
        let names = arenas?.map { Array($0.description.utf8) }
        let rest = try ChainReader(files).backwards(
            from: .init(segment: place.file, offset: place.offset),
            byteCountMax: Store.pageByteCountMax
        ) { bytes in
            // Most lines need not be read for whoever may see few.
            if let names, !names.contains(where: bytes.holds) { return true }
            do {
                if let line = shown(try AuditLine(bytes)) { page.lines.append(line) }
            } catch {
                page.unreadableCount += 1
            }
            return page.lines.count < limit
        }
        page.next = rest.map { AuditPlace(file: $0.segment, offset: $0.offset) }
        return page
    }

    fileprivate func count(
        of arenas: [ID<Arena>]?, before end: ChainTip, _ shown: (AuditLine) -> AuditLine?
    ) throws(StorageError) -> Int {
        let names = arenas?.map { Array($0.description.utf8) }
        var count = 0
        _ = try ChainReader(files).backwards(
            from: .init(segment: end.segment, offset: end.offset), byteCountMax: .max
        ) { bytes in
            if let names, !names.contains(where: bytes.holds) { return true }
            // The page tells of lines that cannot be read.
            if let line = try? AuditLine(bytes), shown(line) != nil { count += 1 }
            return true
        }
        return count
    }

    /// The first and the last entry of the files that hold nothing younger; nil without such.
    fileprivate func entries(
        before time: Timestamp
    ) throws(StorageError) -> (first: UInt64, last: UInt64)? {
        let segments = try files.segments()
        var last: UInt64?
        // What is being written stays, and what a start would read again.
        let anchor = oldestAnchor
        for (_, next) in zip(segments, segments.dropFirst()) where next <= anchor {
            guard let line = try files.firstLine(of: next),
                let begun = try? line.withUnsafeBytes({ try AuditLine($0) }),
                begun.entry.at <= time
            else { break }
            last = next - 1
        }
        guard let first = segments.first, let last else { return nil }
        return (first, last)
    }

    fileprivate func removed(
        _ first: UInt64, through last: UInt64, _ outcome: WriteOutcome<Void>
    ) -> Result<UInt64, StoreError> {
        guard case .durable = outcome else {
            return .failure(StoreError("old entries of the audit log stay: nothing can be written"))
        }
        do throws(StorageError) {
            for segment in try files.segments() where segment <= last {
                try files.remove(segment)
            }
            try files.folder.synchronise()
            return .success(last - first + 1)
        } catch {
            return .failure(StoreError(error))
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func holds(_ part: [UInt8]) -> Bool {
        guard let base = baseAddress, let first = part.first else { return part.isEmpty }
        var start = 0
        while start + part.count <= count,
            let found = memchr(base + start, Int32(first), count - part.count - start + 1)
        {
            if memcmp(found, part, part.count) == 0 { return true }
            start = UnsafeRawPointer(found) - base + 1
        }
        return false
    }
}

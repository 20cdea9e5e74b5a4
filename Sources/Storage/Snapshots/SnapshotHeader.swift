/// The first line of a snapshot file.
struct SnapshotHeader: Equatable {
    let storeID: String
    let generation: UInt64
    let position: UInt64
    let count: UInt64
    /// Where the chain ended that goes with the state; nil in those of before there was one.
    var chain: ChainTip?

    /// What the start of a file turned out to be.
    enum Reading: Equatable {
        case header(SnapshotHeader, byteCount: Int)
        case newerFormat(UInt64)
        case unreadable
    }

    /// The line with its line end.
    var line: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(contentsOf: #"{"format":"#.utf8)
        bytes.appendNumber(StorageFormat.version)
        bytes.append(contentsOf: #","kind":"snapshot","store":""#.utf8)
        bytes.append(contentsOf: storeID.utf8)
        bytes.append(contentsOf: #"","generation":"#.utf8)
        bytes.appendNumber(generation)
        bytes.append(contentsOf: #","position":"#.utf8)
        bytes.appendNumber(position)
        bytes.append(contentsOf: #","count":"#.utf8)
        bytes.appendNumber(count)
        if let chain { Self.append(chain, to: &bytes) }
        bytes.append(contentsOf: #","records":["#.utf8)
        bytes.append(0x0a)
        return bytes
    }

    /// The line carries no check of its own: believe it only with the whole file's.
    static func read(_ bytes: UnsafeRawBufferPointer) -> Reading {
        var reader = ByteReader(bytes)
        guard reader.take(#"{"format":"#), let format = reader.takeNumber() else {
            return .unreadable
        }
        if format > StorageFormat.version { return .newerFormat(format) }
        guard format == StorageFormat.version,
            reader.take(#","kind":"snapshot","store":""#), let storeID = reader.takeQuoted(),
            reader.take(#","generation":"#), let generation = reader.takeNumber(),
            reader.take(#","position":"#), let position = reader.takeNumber(),
            reader.take(#","count":"#), let count = reader.takeNumber()
        else { return .unreadable }
        var header = SnapshotHeader(
            storeID: storeID, generation: generation, position: position, count: count)
        if reader.take(#","chain":{"#) {
            guard let chain = Self.chain(&reader) else { return .unreadable }
            header.chain = chain
        }
        guard reader.take(#","records":["#), reader.take("\n") else { return .unreadable }
        return .header(header, byteCount: reader.offset)
    }

    private static func append(_ chain: ChainTip, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: #","chain":{"segment":"#.utf8)
        bytes.appendNumber(chain.segment)
        bytes.append(contentsOf: #","offset":"#.utf8)
        bytes.appendNumber(UInt64(chain.offset))
        bytes.append(contentsOf: #","seq":"#.utf8)
        bytes.appendNumber(chain.sequence)
        bytes.append(contentsOf: #","hash":""#.utf8)
        bytes.append(contentsOf: chain.hash.utf8)
        bytes.append(contentsOf: "\"}".utf8)
    }

    private static func chain(_ reader: inout ByteReader) -> ChainTip? {
        guard reader.take(#""segment":"#), let segment = reader.takeNumber(),
            reader.take(#","offset":"#), let offset = reader.takeNumber(),
            reader.take(#","seq":"#), let sequence = reader.takeNumber(),
            reader.take(#","hash":""#), let hash = reader.takeQuoted(), reader.take("}")
        else { return nil }
        return ChainTip(segment: segment, offset: Int(offset), sequence: sequence, hash: hash)
    }
}

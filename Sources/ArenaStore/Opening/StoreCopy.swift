import ArenaCore
import Glibc
import Storage

/// A whole copy of a store in another folder: what a backup and its restoring are.
///
/// The copy is one snapshot and an empty journal, made from what recovery finds: every record is
/// checked on its way, and nothing that was half written is taken along. It holds all that the
/// server had acknowledged when the copying began.
package struct StoreCopy: Sendable {
    /// The position of the last change that it holds.
    package let position: UInt64
    /// The report for people, line by line.
    package let lines: [String]

    /// How often a server may begin a new generation while its files are read. Each attempt ends
    /// with the first file that is gone.
    private static let attemptsMax = 200

    /// Copies the store in the folder `source`, of which a server may be running, into the folder
    /// `target`, which is made if it is missing and must be empty, and reads the copy back.
    ///
    /// Nothing in `source` is changed or locked. A missing target comes to be there whole, when the
    /// copy was read back and survives a power cut; an empty folder is filled where it is, and
    /// recovery refuses it until the last file is there. What was made of a copy that fails is
    /// removed.
    package init(
        of source: String, to target: String, fileSystem: any FileSystem = SystemFileSystem()
    ) throws(StoreError) {
        let made = try Self.make(of: source, at: target, fileSystem)
        do throws(StoreError) {
            let copy = try Self.read(made.folder.folder.path, fileSystem)
            guard copy.report.position == made.original.position,
                copy.state.contentCount == made.contentCount, copy.audit.notes.isEmpty
            else { throw StoreError("the copy for \(target) is not whole; try again") }
            position = copy.report.position
            lines = made.original.notes + StoreCheck.lines(of: copy)
        } catch {
            made.folder.discard()
            throw error
        }
        do throws(StorageError) {
            try made.folder.finish()
        } catch {
            throw StoreError(error, opening: target)
        }
    }

    /// What was written, without the state: only one at a time is held in memory.
    private struct Made {
        let folder: NewDataFolder
        let original: RecoveryReport
        let contentCount: Int
    }

    private static func make(
        of source: String, at target: String, _ fileSystem: any FileSystem
    ) throws(StoreError) -> Made {
        let found = try read(source, fileSystem)
        guard let storeID = found.report.storeID else {
            throw StoreError("there is no store in \(source)")
        }
        do throws(StorageError) {
            let new = try NewDataFolder(at: target, fileSystem: fileSystem)
            do throws(StorageError) {
                try write(found, storeID: storeID, to: new.folder)
            } catch {
                new.discard()
                throw error
            }
            return Made(
                folder: new, original: found.report, contentCount: found.state.contentCount)
        } catch {
            throw StoreError(error, opening: target)
        }
    }

    /// Reads until no generation began or ended in the meantime.
    private static func read(
        _ path: String, _ fileSystem: any FileSystem
    ) throws(StoreError) -> RecoveredState {
        let folder: Folder
        do throws(StorageError) {
            folder = try Folder(path, fileSystem: fileSystem)
        } catch {
            throw StoreError(error, opening: path)
        }
        var attempt = 1
        while true {
            let before = try names(in: folder)
            do throws(RecoveryRefusal) {
                return try RecoveredState(in: folder)
            } catch {
                let hasChanged = try names(in: folder) != before
                if !hasChanged || attempt == attemptsMax { throw StoreError(error, opening: path) }
                attempt += 1
            }
        }
    }

    private static func names(in folder: Folder) throws(StoreError) -> Set<String> {
        do throws(StorageError) {
            return Set(try folder.names())
        } catch {
            throw StoreError(error, opening: folder.path)
        }
    }

    private static func write(
        _ found: RecoveredState, storeID: String, to folder: DataFolder
    ) throws(StorageError) {
        let generation = found.report.nextGeneration
        // Recovery refuses a snapshot without its journal, and this journal without its snapshot.
        try Journal.createEmpty(
            in: folder, storeID: storeID, generation: generation,
            firstPosition: found.report.position + 1)
        try found.audit.copy(to: folder.folder)
        _ = try found.state.writeSnapshot(
            in: folder, storeID: storeID, generation: generation, audit: found.audit.tip)
    }
}

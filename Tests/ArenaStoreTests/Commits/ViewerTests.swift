import Storage
import StorageTesting
import Testing

@testable import ArenaCore
@testable import ArenaStore

/// Who writes is judged by the newest state, as what is written is.
struct ViewerTests {
    private func token(_ owner: Token.Owner, _ store: Store) throws -> Token {
        let id = ID<Token>(high: 0x0197_0000_0000_7001, low: 0x8000_0000_0000_0001)
        let hash = try #require(Digest([UInt8](repeating: 7, count: 32)))
        let token = Token(
            id: id, createdAt: store.now, owner: owner, name: "t", scopes: [.post], hash: hash,
            hint: "abcd")
        let done = Awaited<WriteOutcome<Void>>()
        store.write(as: .anonymous) { (write: inout Write) throws(Refusal) in
            write.note("test.token", .token(token))
        } completion: {
            done.bring($0)
        }
        _ = done.wait()
        return token
    }

    private func revoke(_ token: Token, _ store: Store) -> Awaited<WriteOutcome<Void>> {
        let done = Awaited<WriteOutcome<Void>>()
        store.write(as: .anonymous) { (write: inout Write) throws(Refusal) in
            write.note("test.revoke", .tokenRemoved(token.id))
        } completion: {
            done.bring($0)
        }
        return done
    }

    private func attempt(as viewer: Viewer, _ store: Store) -> Awaited<WriteOutcome<Viewer>> {
        let done = Awaited<WriteOutcome<Viewer>>()
        store.write(as: viewer) { (write: inout Write) throws(Refusal) in
            write.viewer
        } completion: {
            done.bring($0)
        }
        return done
    }

    @Test func `a revoked token writes nothing, and hears of it when the revocation is durable`()
        throws
    {
        let disk = SimulatedDisk()
        let store = try Store(on: disk)
        let token = try token(.admin, store)
        let viewer = try #require(store.state.authenticate(token.hash)?.viewer)
        guard case .durable = attempt(as: viewer, store).wait() else {
            Issue.record("a good token writes")
            return
        }
        let gate = SyncGate()
        disk.setFault { call, _, _ in
            if call == .synchroniseData { gate.pass() }
            return nil
        }
        let revoked = revoke(token, store)
        #expect(gate.waitForCall())
        let late = attempt(as: viewer, store)
        #expect(!late.isThere)
        gate.open()
        guard case .durable = revoked.wait(), case .refused(let refusal, _) = late.wait() else {
            Issue.record("a revoked token is refused")
            return
        }
        #expect(refusal == Refusal(.invalidToken))
        store.close()
    }

    @Test func `a revocation that fails leaves its token as it was`() throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk)
        let token = try token(.admin, store)
        let viewer = try #require(store.state.authenticate(token.hash)?.viewer)
        disk.setFault { call, _, _ in call == .write ? .error(5) : nil }
        #expect(revoke(token, store).wait()?.isUnavailable == true)
        disk.setFault(nil)
        guard case .durable = attempt(as: viewer, store).wait() else {
            Issue.record("the token is as good as before")
            return
        }
        store.close()
    }
}

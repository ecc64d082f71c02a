#include <sqlite3.h>

#include <QProcess>
#include <QtTest>

#include "core/files.h"
#include "tests/testkit/simulated_disk.h"
#include "tests/testkit/temp_folder.h"

using namespace cairn;

namespace {

// A connection that closes itself.
class Connection {
  public:
    Connection(Files& files, const std::string& path) {
        openedWith_ =
            sqlite3_open_v2(path.c_str(), &database_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                            sqliteVfs(files).c_str());
    }
    ~Connection() { sqlite3_close(database_); }
    Connection(const Connection&) = delete;
    int run(const char* sql) { return sqlite3_exec(database_, sql, nullptr, nullptr, nullptr); }
    std::string ask(const char* sql) {
        std::string answer;
        sqlite3_exec(
            database_, sql,
            [](void* to, int, char** values, char**) {
                *static_cast<std::string*>(to) += values[0] ? values[0] : "null";
                return 0;
            },
            &answer, nullptr);
        return answer;
    }
    sqlite3* get() { return database_; }

  private:
    sqlite3* database_ = nullptr;
    int openedWith_ = 0;
};

}  // namespace

class SqliteVfsTest : public QObject {
    Q_OBJECT
    TempFolder folder_;

  private slots:
    void rowsOutliveTheConnection() {
        const std::string path = folder_ / "a.db";
        {
            Connection first(realFiles(), path);
            QCOMPARE(first.ask("PRAGMA journal_mode=TRUNCATE"), std::string("truncate"));
            first.run("PRAGMA synchronous=EXTRA");
            QCOMPARE(first.run("CREATE TABLE t(x); INSERT INTO t VALUES('kept')"), SQLITE_OK);
        }
        Connection second(realFiles(), path);
        QCOMPARE(second.ask("SELECT x FROM t"), std::string("kept"));
        QCOMPARE(second.ask("PRAGMA integrity_check"), std::string("ok"));
    }

    void anEncryptedDatabaseWorksAndShowsNothing() {
        const std::string path = folder_ / "b.db";
        const std::string key = "x'" + std::string(64, '4') + "'";
        {
            Connection locked(realFiles(), path);
            QCOMPARE(sqlite3_key_v2(locked.get(), "main", key.data(), static_cast<int>(key.size())),
                     SQLITE_OK);
            QVERIFY(locked.ask("PRAGMA cipher_version").starts_with("4."));
            QCOMPARE(locked.run("CREATE TABLE t(x); INSERT INTO t VALUES('marker in clear')"),
                     SQLITE_OK);
        }
        const Bytes bytes = readAll(realFiles(), path, 1 << 20).value();
        QVERIFY(text(bytes).find("marker") == std::string_view::npos);
        QVERIFY(text(bytes).find("SQLite format") == std::string_view::npos);
        Connection without(realFiles(), path);
        QCOMPARE(without.run("SELECT * FROM t"), SQLITE_NOTADB);
    }

    void aWriterKeepsOthersOutUntilItIsDone() {
        const std::string path = folder_ / "c.db";
        Connection one(realFiles(), path);
        Connection other(realFiles(), path);
        QCOMPARE(one.run("CREATE TABLE t(x); INSERT INTO t VALUES(1)"), SQLITE_OK);
        QCOMPARE(one.run("BEGIN IMMEDIATE; INSERT INTO t VALUES(2)"), SQLITE_OK);
        QCOMPARE(other.ask("SELECT count(*) FROM t"), std::string("1"));  // readers may read
        QCOMPARE(other.run("BEGIN IMMEDIATE"), SQLITE_BUSY);  // a second writer may not write
        QCOMPARE(other.run("BEGIN; SELECT * FROM t"), SQLITE_OK);
        QCOMPARE(one.run("COMMIT"), SQLITE_BUSY);  // and a reader holds the commit back
        QCOMPARE(other.run("COMMIT"), SQLITE_OK);
        QCOMPARE(one.run("COMMIT"), SQLITE_OK);
        QCOMPARE(other.ask("SELECT count(*) FROM t"), std::string("2"));
        QCOMPARE(other.run("BEGIN EXCLUSIVE"), SQLITE_OK);
        QCOMPARE(one.run("SELECT * FROM t"), SQLITE_BUSY);
        QCOMPARE(other.run("ROLLBACK"), SQLITE_OK);
    }

    void walIsNotToBeHad() {  // one flipped bit in a WAL loses committed rows without a word
        Connection connection(realFiles(), folder_ / "d.db");
        QCOMPARE(connection.ask("PRAGMA journal_mode=WAL"), std::string("delete"));
    }

    void committedRowsSurviveAPowerCutAtAnyWrite() {
        SimulatedDisk disk;
        std::vector<std::size_t> committed;  // changes made to the disk when row i was
        {
            Connection connection(disk, "/d/e.db");
            connection.run(
                "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA; CREATE TABLE t(x)");
            for (int i = 0; i < 4; ++i) {
                QCOMPARE(connection.run("INSERT INTO t VALUES(randomblob(6000))"), SQLITE_OK);
                committed.push_back(disk.changes());
            }
        }
        for (std::size_t changes = 0; changes <= disk.changes(); ++changes)
            for (std::uint64_t luck = 0; luck < 6; ++luck) {
                const auto after = disk.afterPowerCut(changes, luck);
                Connection found(*after, "/d/e.db");
                QCOMPARE(found.ask("PRAGMA integrity_check"), std::string("ok"));
                const auto rows = std::count_if(committed.begin(), committed.end(),
                                                [&](std::size_t when) { return when <= changes; });
                if (rows > 0) QVERIFY(std::stol(found.ask("SELECT count(*) FROM t")) >= rows);
            }
    }

    void aFailingCallIsNeverACommit() {
        for (std::uint64_t call = 0;; ++call) {
            SimulatedDisk disk;
            Connection connection(disk, "/d/f.db");
            connection.run(
                "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA; CREATE TABLE t(x)");
            disk.failAt(call);
            const bool committed =
                connection.run("INSERT INTO t VALUES(randomblob(6000))") == SQLITE_OK;
            const bool faultWasMet = disk.calls() > call;
            disk.failNothing();
            Connection after(disk, "/d/f.db");
            QCOMPARE(after.ask("PRAGMA integrity_check"), std::string("ok"));
            if (committed) QCOMPARE(after.ask("SELECT count(*) FROM t"), std::string("1"));
            if (committed && !faultWasMet) break;
            if (call > 200) break;
        }
    }

    // A plain SQLite in the same process, from a system library or to one, is how a plaintext
    // locker happens.
    void sqliteIsOursAndStaysInside() {
        const auto symbols = [](const QStringList& options) {
            QProcess nm;
            nm.start("nm", options + QStringList{QCoreApplication::applicationFilePath()});
            return nm.waitForFinished(60000) && nm.exitCode() == 0 ? nm.readAllStandardOutput()
                                                                   : QByteArray("nm failed");
        };
        QVERIFY(
            !symbols({"-D"}).contains("sqlite3_"));  // neither exported nor wanted from a library
        const QByteArray all = symbols({});
        QVERIFY(all.contains(" t sqlite3_open_v2\n"));  // defined here, hidden
        QVERIFY(all.contains(" t sqlite3_key_v2\n"));   // and it is SQLCipher's
    }

    void oneFilesHasOneVfs() { QCOMPARE(sqliteVfs(realFiles()), sqliteVfs(realFiles())); }
};

QTEST_GUILESS_MAIN(SqliteVfsTest)
#include "sqlite_vfs_test.moc"

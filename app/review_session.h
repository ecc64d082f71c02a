// The review window as a whole. See session.h: the same rules for locking, on a Desk.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QTimer>
#include <functional>

#include "app/navigation.h"
#include "app/passphrase_field.h"
#include "app/pictures.h"
#include "app/review_exhibit.h"
#include "app/review_export.h"
#include "app/review_inbox.h"
#include "app/settings.h"
#include "app/terms.h"

namespace cairn {

class Decoder;

// What lies outside the window. All outlive the session.
struct ReviewDoors {
    Files& files;
    Clock& clock;
    std::string folder;  // the desk's
    Decoder* decoder = nullptr;
    QStringList exportPlaces;
    // Makes the desk of a new device; `identity`: path of the opening key's file.
    std::function<Result<std::unique_ptr<Desk>>(
        std::string code, std::string person, std::string identity, const SecretBytes& passphrase)>
        enrol;
    // Brings what headquarters holds, confirms it, pushes the desk's own ledger.
    std::function<Result<void>(Desk&, const std::function<bool()>& closing)> fetch;
};

class ReviewSession : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(Stage stage READ stage NOTIFY changed)
    Q_PROPERTY(bool exercise READ exercise NOTIFY changed)
    Q_PROPERTY(QString operation READ operation NOTIFY changed)
    Q_PROPERTY(QString person READ person NOTIFY changed)
    Q_PROPERTY(bool fetching READ fetching NOTIFY changed)
    Q_PROPERTY(cairn::Problem problem READ problem NOTIFY changed)
    Q_PROPERTY(cairn::Settings* settings READ settings CONSTANT)
    Q_PROPERTY(cairn::Navigation* navigation READ navigation CONSTANT)
    Q_PROPERTY(cairn::Terms* terms READ terms CONSTANT)
    Q_PROPERTY(cairn::Pictures* pictures READ pictures CONSTANT)
    Q_PROPERTY(cairn::ReviewInbox* inbox READ inbox CONSTANT)
    Q_PROPERTY(cairn::ReviewExhibit* exhibit READ exhibit CONSTANT)
    Q_PROPERTY(cairn::ReviewExport* exporter READ exporter CONSTANT)

  public:
    enum class Stage { Enrolling, Locked, Opening, Open };
    Q_ENUM(Stage)
    enum Screen { Inbox, Exhibit, Exporting, Preferences };
    Q_ENUM(Screen)

    ReviewSession(ReviewDoors doors, Settings& settings, QObject* parent = nullptr);

    Stage stage() const { return stage_; }
    bool exercise() const { return exercise_; }
    QString operation() const { return operation_; }
    QString person() const { return person_; }
    bool fetching() const { return fetching_; }
    Problem problem() const { return problem_; }
    Settings* settings() { return &settings_; }
    Navigation* navigation() { return &navigation_; }
    Terms* terms() { return &terms_; }
    Pictures* pictures() { return &pictures_; }
    ReviewInbox* inbox() { return &inbox_; }
    ReviewExhibit* exhibit() { return &exhibit_; }
    ReviewExport* exporter() { return &exporter_; }

    Q_INVOKABLE void unlock(cairn::PassphraseField* field);
    Q_INVOKABLE void enrol(const QString& code, const QString& person, const QString& identity,
                           cairn::PassphraseField* field, cairn::PassphraseField* again);
    Q_INVOKABLE void lock();
    Q_INVOKABLE void fetch();
    Q_INVOKABLE void openExhibit(const QString& number);

    void unlock(SecretBytes passphrase);

  signals:
    void changed();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    using Make = std::function<Result<std::unique_ptr<Desk>>()>;
    bool founded() const;
    void open(Make make);
    void opened();

    ReviewDoors doors_;
    Settings& settings_;
    DeskThread thread_;
    Stage stage_;
    bool exercise_ = false, fetching_ = false;
    QString operation_, person_;
    Problem problem_;
    QTimer idle_;
    Navigation navigation_{Inbox};
    Terms terms_;
    Pictures pictures_;
    ReviewInbox inbox_;
    ReviewExhibit exhibit_;
    ReviewExport exporter_;
};

}  // namespace cairn

#include "core/finding.h"

namespace cairn {

const char* name(Severity severity) {
    switch (severity) {
        case Severity::Note:
            return "note";
        case Severity::Incomplete:
            return "incomplete";
        case Severity::Alarm:
            return "alarm";
    }
    return "alarm";
}

}  // namespace cairn

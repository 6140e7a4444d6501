#pragma once

#include "client/model/commands.h"
#include "client/views/meeting_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_meeting(Ui& ui, const MeetingView& view, Commands& commands);

// The parts, each in a file of its own.
void draw_notice_part(Ui& ui, const NoticePartView& view, Commands& commands);
void draw_attendance_part(Ui& ui, const AttendancePartView& view, bool editable,
                          Commands& commands);
void draw_votes_part(Ui& ui, const VotesPartView& view, bool editable, Commands& commands);
void draw_resolution_part(Ui& ui, const ResolutionPartView& view, bool editable,
                          Commands& commands);
void draw_signatures_part(Ui& ui, const SignaturesPartView& view, bool editable,
                          Commands& commands);
void draw_publicity_part(Ui& ui, const PublicityPartView& view, bool editable, Commands& commands);
/// Sheets of the parts; drawn last.
void draw_attendance_sheet(Ui& ui, const AttendancePartView& view, Commands& commands);
void draw_signature_pad(Ui& ui, const SignaturesPartView& view, Commands& commands);

}  // namespace cunji

"""The national codes of agencies, dossiers and procedures: read in every form that circulates, written in one."""

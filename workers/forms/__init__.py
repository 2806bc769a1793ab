"""The profile in short steps (Mẫu 01 and 01a, Decree 352/2025), and registering."""
